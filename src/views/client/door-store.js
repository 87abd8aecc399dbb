// IndexedDB: what must survive a reload, a killed browser and an empty battery.
/** @typedef {"scans" | "manifest" | "token"} StoreName */

/** @type {Promise<IDBDatabase>} */
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("door", 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore("scans", { keyPath: "order", autoIncrement: true });
    request.result.createObjectStore("manifest");
    request.result.createObjectStore("token");
  });
  request.addEventListener("success", () => resolve(request.result));
  request.addEventListener("error", () => reject(request.error));
});
// Each use has its own handler.
opened.catch(() => undefined);

/**
 * Runs requests on a store in one transaction; resolves with the first one's result once it is on the disk.
 * @param {StoreName} name
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} ask
 * @returns {Promise<IDBRequest["result"]>}
 */
async function transact(name, mode, ask) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(name));
    transaction.addEventListener("complete", () => resolve(request.result));
    transaction.addEventListener("abort", () => reject(transaction.error));
  });
}

/**
 * Stores a value, under the key where the store's values have none of their own. Resolves with its key.
 * @param {StoreName} name
 * @param {unknown} value
 * @param {IDBValidKey} [key]
 */
export const put = (name, value, key) =>
  transact(name, "readwrite", (store) => store.put(value, key));

/** @param {StoreName} name */
export const getAll = (name) => transact(name, "readonly", (store) => store.getAll());

/**
 * @param {StoreName} name
 * @param {IDBValidKey | IDBKeyRange} keys
 */
export const remove = (name, keys) => transact(name, "readwrite", (store) => store.delete(keys));
