// The address is read when the button is pressed: it changes with every step.
const shown = new WeakMap();

const make = (parent) => {
  const box = document.createElement("div");
  const button = document.createElement("button");
  const status = document.createElement("span");
  box.className = "copy-link";
  button.type = "button";
  status.setAttribute("role", "status");
  box.append(button, status);
  parent.append(box);
  return { button, status };
};

export default ({ parentElement, data }) => {
  const parts = shown.get(parentElement) ?? make(parentElement);
  shown.set(parentElement, parts);
  const { button, status } = parts;
  if (button.textContent !== data.label) {
    button.textContent = data.label;
    status.replaceChildren();
  }
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = data.done;
    } catch {
      const field = document.createElement("input");
      field.readOnly = true;
      field.value = location.href;
      field.setAttribute("aria-label", data["by-hand"]);
      status.replaceChildren(field);
      field.select();
    }
  };
};
