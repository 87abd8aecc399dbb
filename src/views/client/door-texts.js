// What the scanner says, in the page's language.
export const texts = JSON.parse(document.querySelector("main").dataset.texts);
