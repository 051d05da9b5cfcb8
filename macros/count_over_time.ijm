// Counts the nuclei in every frame of the open time-lapse, or of the one that the argument names, and follows them: a row
// for each frame in counts.csv, a row for each nucleus in tracks.csv (the frames in which it is seen, and how far it moves),
// and the counts as a plot. A nucleus keeps its number from frame to frame if it overlaps or moves by at most "reach" pixels.
//
//   ./fovea macro macros/count_over_time.ijm "image=[examples/moving.tif] output=[results]"

image = option("image", "");
output = option("output", "");
model = option("model", "nuclei-trimap");
reach = option("reach", "15");
if (image != "") open(image);
if (output == "") output = getDirectory("Choose a folder for the results");
makeFolder(output);
setBatchMode(true);
title = getTitle();
id = getImageID();
Stack.getDimensions(width, height, channels, slices, frames);
// Many cameras' files say slices where they mean frames.
swapped = frames == 1 && slices > 1;
if (swapped) {
    run("Properties...", "slices=1 frames=" + slices);
    frames = slices;
}
if (frames == 1) exit("'" + title + "' has one frame; open a time-lapse.");
run("Clear Results");
run("Segment...", "model=[" + model + "] output=labels minsize=20 link=frames reach=" + reach + " table");
if (swapped) {
    selectImage(id);
    run("Properties...", "slices=" + slices + " frames=1");
}

counts = newArray(frames);
times = newArray(frames);
tracks = 0;
for (row = 0; row < nResults; row++) {
    frame = getResult("Frame", row);
    counts[frame - 1] += 1;
    tracks = maxOf(tracks, getResult("Object", row));
}
first = newArray(tracks + 1);
last = newArray(tracks + 1);
x = newArray(tracks + 1);
y = newArray(tracks + 1);
path = newArray(tracks + 1);
for (row = 0; row < nResults; row++) {
    n = getResult("Object", row);
    if (first[n] == 0) first[n] = getResult("Frame", row);
    else path[n] = path[n] + sqrt(pow(getResult("X", row) - x[n], 2) + pow(getResult("Y", row) - y[n], 2));
    last[n] = getResult("Frame", row);
    x[n] = getResult("X", row);
    y[n] = getResult("Y", row);
}

lines = "frame,nuclei\n";
for (i = 0; i < frames; i++) {
    times[i] = i + 1;
    lines = lines + times[i] + "," + counts[i] + "\n";
}
File.saveString(lines, output + "/counts.csv");
lines = "nucleus,first,last,path\n";
for (n = 1; n <= tracks; n++) lines = lines + n + "," + first[n] + "," + last[n] + "," + d2s(path[n], 2) + "\n";
File.saveString(lines, output + "/tracks.csv");

Array.getStatistics(counts, least, most);
Plot.create("Nuclei in " + title, "Frame", "Nuclei");
Plot.setLimits(0.5, frames + 0.5, 0, 1.2 * most + 1);
Plot.setColor("#335577", "#88aacc");
Plot.setLineWidth(2);
Plot.add("connected circles", times, counts);
Plot.show();
saveAs("PNG", output + "/counts.png");
// By hand, the plot stays open.
if (getArgument() == "") setBatchMode("show");
print(title + ": " + counts[0] + " nuclei in the first frame, " + counts[frames - 1] + " in the last, " + tracks
    + " in all");

// Makes a folder and those that it lies in, before the work begins.
function makeFolder(folder) {
    for (i = 1; i < lengthOf(folder); i++) {
        letter = substring(folder, i, i + 1);
        if (letter == "/" || letter == "\\") File.makeDirectory(substring(folder, 0, i));
    }
    File.makeDirectory(folder);
    if (!File.isDirectory(folder)) exit("The folder '" + folder + "' cannot be made; choose another.");
}

// What stands behind a key in the macro's argument.
function option(key, usual) {
    return call("ij.Macro.getValue", getArgument(), key, usual);
}
