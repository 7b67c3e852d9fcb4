// @ts-check
document.documentElement.className = "script";
