package io.fovea.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.task.Surroundings;
import java.util.List;
import java.util.Locale;

/** What the planes of an image are called: in tables, in the status bar, in reports and in the names of ROIs. */
record PlaneNames(ImagePlus source, SourceChannels channels, Planes planes) {

    /** Begins a table's row on a plane: the image's name, and which plane and channel if there are several. */
    void beginRow(ResultsTable table, int plane) {
        table.addRow();
        table.addLabel(source.getTitle());
        if (hasSlices()) {
            table.addValue("Slice", planes.slice(plane));
        }
        if (hasFrames()) {
            table.addValue("Frame", planes.frame(plane));
        }
        List<Integer> used = planes.used();
        if (!channels.isChoice() || used.isEmpty()) {
            return;
        }
        if (used.size() == 1) {
            table.addValue("Channel", used.get(0));
        } else {
            table.addValue("Channel", SourceChannels.key(used));
        }
    }

    /** What tells a plane from the others of the image: {@code slice 3 of 13, frame 1 of 2}; nothing of the only one. */
    String title(int plane) {
        String slice = hasSlices() ? "slice " + planes.slice(plane) + " of " + source.getNSlices() : "";
        String frame = hasFrames() ? "frame " + planes.frame(plane) + " of " + source.getNFrames() : "";
        return slice + (slice.isEmpty() || frame.isEmpty() ? "" : ", ") + frame;
    }

    /** What is being done to a plane: {@code Segmenting cells.tif, slice 3 of 13}. */
    String doing(String verb, int plane) {
        String title = title(plane);
        return verb + " " + source.getTitle() + (title.isEmpty() ? "" : ", " + title);
    }

    /** The name of a selection on a plane; see {@link Surroundings.StackPlace#named}. */
    String ofRoi(int plane, String name) {
        int slices = hasSlices() ? source.getNSlices() : 1;
        int frames = hasFrames() ? source.getNFrames() : 1;
        return new Surroundings.StackPlace(planes.slice(plane), planes.frame(plane), slices, frames, false).named(name);
    }

    /** The name of the selection of an object: {@code 0012}, on a plane of a stack {@code z0003-0012}. */
    String ofRoi(int plane, int number) {
        return ofRoi(plane, String.format(Locale.ROOT, "%04d", number));
    }

    /** The channels that a model was given, from 1, in its order; none for colours, or the only one there is. */
    List<Integer> given() {
        List<Integer> used = planes.used();
        boolean isAllThereIs = source.getNChannels() == 1 && used.size() == 1; // of RGB its colours
        return isAllThereIs ? List.of() : used;
    }

    /** Which channels a model was given, in words, where there is a choice: {@code channel 2 (DAPI)}. */
    String channel() {
        List<Integer> used = planes.used();
        if (!channels.isChoice() || used.isEmpty()) {
            return "";
        }
        return used.size() == 1
                ? "channel " + channels.title(used.get(0))
                : "channels "
                        + String.join(", ", used.stream().map(channels::title).toList());
    }

    /** The image's name, and in brackets what of it was looked at, where that is not all: {@code a (channel 2, slice 3)}. */
    String what() {
        return what(planes.count() == 1 ? title(0) : "");
    }

    /** The image's name, and in brackets which plane and channels of it: {@code a (channel 2, slice 3 of 5)}. */
    String what(int plane) {
        return what(title(plane));
    }

    private String what(String plane) {
        String channel = channel();
        String part = channel + (channel.isEmpty() || plane.isEmpty() ? "" : ", ") + plane;
        return source.getTitle() + (part.isEmpty() ? "" : " (" + part + ")");
    }

    private boolean hasSlices() {
        return !channels.isRgbStack() && source.getNSlices() > 1;
    }

    private boolean hasFrames() {
        return !channels.isRgbStack() && source.getNFrames() > 1;
    }
}
