// Segments the open image, or every slice of the open stack: a label image, outlines on the image, and in Results the
// area, centre and probability of every object. Of several channels the one on show is taken, and of a selection only its
// area: "channel=2", "slice=1-5", "frame=1" and "whole" say otherwise, "link=slices" makes one object of those that lie above
// one another. Without a display, the argument is an image to open:
//
//   ./fovea macro macros/segment_open_image.ijm test-images/nuclei/01-sparse.png

if (nImages == 0) open(getArgument());
image = getTitle();

// Objects smaller than 20 pixels are left out. "overlay" and "table" are flags: absent means off.
run("Segment...", "model=nuclei-trimap output=labels minsize=20 overlay table");

// The label image is active now. Results has a row for each object.
print(image + ": " + nResults + " objects");
for (row = 0; row < minOf(nResults, 5); row++) {
    print("object " + getResult("Object", row) + ": area " + getResult("Area", row) + " at "
        + d2s(getResult("X", row), 1) + ", " + d2s(getResult("Y", row), 1));
}
