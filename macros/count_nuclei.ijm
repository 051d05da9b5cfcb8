// Counts the nuclei in every image of a folder: a bar for each image in counts.png, a row in counts.csv, and beside them
// what "fovea segment" writes, with overlays to look at. In ImageJ it asks for the folders.
//
//   ./fovea macro macros/count_nuclei.ijm "input=[test-images/nuclei] output=[results]"

input = option("input", "");
output = option("output", "");
model = option("model", "nuclei-trimap");
if (input == "") input = getDirectory("Choose the folder of images");
if (output == "") output = getDirectory("Choose a folder for the results");
setBatchMode(true);

table = "Segment Folder";
// New rows would come after those of an earlier run.
if (isOpen(table)) close(table);
run("Segment Folder...", "input=[" + input + "] output=[" + output + "] model=[" + model + "] minsize=20");

counts = newArray(Table.size(table));
places = newArray(counts.length);
lines = "image,nuclei\n";
total = 0;
labels = "";
for (i = 0; i < counts.length; i++) {
    counts[i] = Table.get("Objects", i, table);
    places[i] = i;
    total = total + counts[i];
    name = Table.getString("Label", i, table);
    lines = lines + quoted(name) + "," + counts[i] + "\n";
    // In the plot's braces a comma would begin the next name.
    labels = labels + replace(name, "[,{}]", " ") + ",";
}
File.saveString(lines, output + "/counts.csv");
close(table);

Array.getStatistics(counts, least, most, mean);
axis = "Image";
if (counts.length <= 12) axis = "{" + labels + "}";
Plot.create(total + " nuclei in " + counts.length + " images", axis, "Nuclei");
Plot.setFrameSize(maxOf(520, 125 * minOf(counts.length, 12)), 260);
Plot.setLimits(-0.6, counts.length - 0.4, 0, 1.1 * most + 1);
Plot.setColor("#335577", "#88aacc");
Plot.add("separated bars", places, counts);
Plot.show();
saveAs("PNG", output + "/counts.png");
// By hand, the plot stays open.
if (getArgument() == "") setBatchMode("show");
print(total + " nuclei in " + counts.length + " images, " + d2s(mean, 1) + " in each, from " + least + " to " + most);

// A name as it stands in a CSV file.
function quoted(name) {
    if (indexOf(name, ",") < 0 && indexOf(name, "\"") < 0) return name;
    return "\"" + replace(name, "\"", "\"\"") + "\"";
}

// What stands behind a key in the macro's argument.
function option(key, usual) {
    return call("ij.Macro.getValue", getArgument(), key, usual);
}
