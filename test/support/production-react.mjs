// Pages are rendered by React's production build, as the service does: its development build takes several times as long.
const { NODE_ENV } = process.env;
process.env["NODE_ENV"] = "production";
await import("react");
await import("react/jsx-runtime");
await import("react-dom/server");
if (NODE_ENV === undefined) delete process.env["NODE_ENV"];
else process.env["NODE_ENV"] = NODE_ENV;
