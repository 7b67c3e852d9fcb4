// @ts-check
// Runs before anything is drawn: where the form can start it hides what is meant for browsers in which it
// cannot. Written for those, too, so in the JavaScript of their day.
(function (root) {
  var can = "WebAssembly" in window && "DecompressionStream" in window && "findLast" in Array.prototype;
  if (!can) return;
  root.className = "starting";
  // What can start and yet does not, shows the message after all.
  setTimeout(function () {
    if (root.className === "starting") root.className = "";
  }, 20000);
})(document.documentElement);
