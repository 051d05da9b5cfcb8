function texture() {
    newImage("texture", "8-bit black", 48, 40, 1);
    for (y = 0; y < 40; y++) for (x = 0; x < 48; x++) setPixel(x, y, (x * 7 + y * 13 + x * y) % 251);
    updateDisplay();
}
function blobs() {
    newImage("blobs", "8-bit black", 64, 48, 1);
    setColor(200); fillOval(6, 6, 14, 14);
    setColor(170); fillOval(30, 8, 10, 16);
    setColor(120); fillOval(34, 28, 12, 12); fillOval(42, 28, 12, 12);
    setColor(90); fillRect(0, 30, 9, 8);
}
function mask() { blobs(); setThreshold(60, 255); setOption("BlackBackground", true); run("Convert to Mask"); }
function stack() {
    newImage("stack", "16-bit black", 24, 20, 5);
    for (z = 1; z <= 5; z++) { setSlice(z); for (y = 0; y < 20; y++) for (x = 0; x < 24; x++) setPixel(x, y, x * 50 + y * 70 + z * 300); }
    setSlice(1);
}
function rgb() {
    newImage("rgb", "RGB black", 32, 24, 1);
    for (y = 0; y < 24; y++) for (x = 0; x < 32; x++) setPixel(x, y, ((x * 8) << 16) | ((y * 10) << 8) | ((x + y) * 4));
    updateDisplay();
}
function described() {
    getDimensions(w, h, c, z, t);
    s = getTitle() + " " + w + "x" + h + "x" + c + "x" + z + "x" + t + " " + bitDepth() + " bit:";
    n = nSlices; here = getSliceNumber();
    for (i = 1; i <= n; i++) {
        if (n > 1) setSlice(i);
        sum = 0;
        for (y = 0; y < h; y++) for (x = 0; x < w; x++) { v = getPixel(x, y); if (isNaN(v)) v = -7; sum += v * (1 + (x * 3 + y * 5) % 31); }
        s += " " + d2s(sum, 1);
    }
    if (n > 1) setSlice(here);
    if (selectionType() >= 0) { getSelectionBounds(x, y, bw, bh); s += "; selection " + selectionType() + " at " + x + "," + y + " " + bw + "x" + bh + " of " + getValue("Area"); }
    if (Overlay.size > 0) s += "; overlay " + Overlay.size;
    return s + "\n";
}
function answered() {
    s = notes;
    for (image = 1; image <= nImages; image++) { selectImage(image); d = described(); s = s + d; }
    if (nResults > 0) { saveAs("Results", folder + "results.csv"); s += File.openAsString(folder + "results.csv"); }
    return s;
}
function note(what) { notes = notes + what + "\n"; }
var notes = "";
folder = "FOLDER";
