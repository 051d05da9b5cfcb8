// Segments every image of a folder and writes, for each, its labels, trimap and overlay, and one table, segment.csv:
// the same files as "fovea segment". Subfolders are done, too. A bad file is named and the others are done.
//
//   ./fovea macro macros/segment_folder.ijm "input=[test-images/nuclei] output=[results] model=nuclei-trimap"
//
// Of stacks, channel=2 slice=1-5 frame=1 behind that takes these pages; norecursive leaves subfolders out;
// resume leaves what an earlier run did with the same model and options.

options = getArgument();
if (options == "") {
    // Started in ImageJ, by hand.
    input = getDirectory("Choose the folder of images");
    output = getDirectory("Choose a folder for the results");
    options = "input=[" + input + "] output=[" + output + "] model=nuclei-trimap";
}
run("Segment Folder...", options);
