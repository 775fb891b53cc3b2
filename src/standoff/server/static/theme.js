// Before anything is drawn: the theme that was chosen last. A classic script, so that nothing flashes.
try {
  const theme = localStorage.getItem("standoff-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // storage is closed to us: the system's theme holds
}
document.documentElement.classList.add("scripted");
