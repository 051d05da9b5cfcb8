package io.fovea.imagej;

import ij.ImagePlus;
import ij.gui.Roi;
import io.fovea.FoveaException;
import io.fovea.stroke.Strokes;
import java.awt.Color;
import java.awt.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Classes of pixels and the strokes of them, on one image or several, as they are painted: the newer ones over the older ones.
 * Not thread-safe; what is given out does not change.
 */
final class StrokeSet {
    /**
     * A class.
     *
     * @param id by which its strokes know it, whatever it is called
     */
    record PaintedClass(int id, String name, Color color) {}

    /**
     * A stroke.
     *
     * @param of the id of its class
     * @param roi the selection, as it was drawn, on its plane alone
     * @param pixels that it covers, all of them within the image
     */
    record Stroke(StrokedPlane plane, int of, Roi roi, List<Point> pixels) {
        Stroke {
            pixels = List.copyOf(pixels);
        }
    }

    private final List<PaintedClass> classes = new ArrayList<>();
    private final List<Stroke> strokes = new ArrayList<>();
    private int ids;

    /** Of background and one kind of objects. */
    StrokeSet() {
        add("background");
        add("foreground");
    }

    /** The classes, background first. */
    List<PaintedClass> classes() {
        return List.copyOf(classes);
    }

    /** The strokes, in the order in which they were painted. */
    List<Stroke> strokes() {
        return List.copyOf(strokes);
    }

    /** Adds a class, in a colour of its own. */
    PaintedClass add(String name) {
        PaintedClass added = new PaintedClass(ids, checked(name, Optional.empty()), StrokeColors.of(ids));
        ids++;
        classes.add(added);
        return added;
    }

    /**
     * Calls a class otherwise, or shows it in another colour.
     *
     * @throws FoveaException if another is called so
     */
    void change(PaintedClass before, String name, Color color) {
        PaintedClass after = new PaintedClass(before.id(), checked(name, Optional.of(before)), color);
        Collections.replaceAll(classes, before, after);
    }

    private String checked(String name, Optional<PaintedClass> but) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.contains(",")) {
            throw new FoveaException("A class needs a name, without commas, not '" + name + "'.");
        }
        if (classes.stream()
                .anyMatch(one -> !but.equals(Optional.of(one)) && one.name().equalsIgnoreCase(stripped))) {
            throw new FoveaException("There is a class '" + stripped + "' already; give another name.");
        }
        return stripped;
    }

    /**
     * Takes a class away, with its strokes.
     *
     * @throws FoveaException if it is background, or the only one beside it
     */
    void remove(PaintedClass what) {
        requireRemovable(what);
        classes.remove(what);
        strokes.removeIf(stroke -> stroke.of() == what.id());
    }

    /**
     * Looks whether a class can be taken away.
     *
     * @throws FoveaException if it is background, or the only one beside it
     */
    void requireRemovable(PaintedClass what) {
        if (classes.indexOf(what) == 0 || classes.size() == 2) {
            throw new FoveaException("Background and one class beside it are needed; rename '" + what.name()
                    + "' in place of removing it.");
        }
    }

    /**
     * Paints what a selection covers.
     *
     * @param brush the width of lines and points in pixels
     * @return whether it covers any pixel of the image
     */
    boolean paint(StrokedPlane plane, PaintedClass of, Roi selection, int brush) {
        Roi roi = (Roi) selection.clone();
        ImagePlus image = plane.image();
        List<Point> pixels = StrokeRois.points(roi, brush)
                .filter(point ->
                        point.x >= 0 && point.y >= 0 && point.x < image.getWidth() && point.y < image.getHeight())
                .toList();
        if (pixels.isEmpty()) {
            return false;
        }
        if (roi.isLine()) {
            roi.setStrokeWidth(Math.max(brush, roi.getStrokeWidth()));
        }
        plane.place(roi); // now, as the image may be closed or have other planes later
        strokes.add(new Stroke(plane, of.id(), roi, pixels));
        return true;
    }

    /** Takes the stroke away that was painted last, if there is one. */
    Optional<Stroke> undo() {
        return strokes.isEmpty() ? Optional.empty() : Optional.of(strokes.remove(strokes.size() - 1));
    }

    /** Takes all strokes of an image away. */
    void clear(ImagePlus image) {
        strokes.removeIf(stroke -> stroke.plane().image() == image);
    }

    /** How many strokes there are of a class. */
    long count(PaintedClass of) {
        return strokes.stream().filter(stroke -> stroke.of() == of.id()).count();
    }

    /** How many strokes there are on an image. */
    long count(ImagePlus image) {
        return strokes.stream()
                .filter(stroke -> stroke.plane().image() == image)
                .count();
    }

    /** The planes that strokes are on, in the order of the first on each. */
    static List<StrokedPlane> planes(List<Stroke> strokes) {
        return strokes.stream().map(Stroke::plane).distinct().toList();
    }

    /**
     * What is painted on a plane.
     *
     * @param of the classes, by whose order they are numbered; strokes of others are left out
     */
    static Strokes painted(StrokedPlane plane, List<PaintedClass> of, List<Stroke> strokes) {
        Map<Integer, Integer> index = IntStream.range(0, of.size())
                .boxed()
                .collect(Collectors.toMap(i -> of.get(i).id(), i -> i));
        Strokes painted = new Strokes(plane.image().getWidth(), plane.image().getHeight());
        strokes.stream()
                .filter(stroke -> stroke.plane().equals(plane) && index.containsKey(stroke.of()))
                .forEach(stroke ->
                        stroke.pixels().forEach(point -> painted.paint(point.x, point.y, index.get(stroke.of()))));
        return painted;
    }
}
