// Pictures as a phone sends them: drawn or chosen, made smaller, and always JPEG.

const LONGEST_SIDE = 1280;

export async function asJpeg(source) {
  const drawn = await load(source);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(drawn.naturalWidth, drawn.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(drawn.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(drawn.naturalHeight * scale));
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}

async function load(source) {
  const address = typeof source === "string" ? source : URL.createObjectURL(source);
  const drawn = new Image();
  drawn.src = address;
  try {
    await drawn.decode();
  } finally {
    if (address !== source) URL.revokeObjectURL(address);
  }
  return drawn;
}
