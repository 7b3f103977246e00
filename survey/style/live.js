/* Without a network a click does what it would without scripts: the browser says itself that it is away. */
document.addEventListener("htmx:sendError", (event) => location.assign(event.detail.pathInfo.finalRequestPath));
