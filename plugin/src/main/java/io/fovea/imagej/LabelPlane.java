package io.fovea.imagej;

import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;
import ij.process.ImageProcessor;
import io.fovea.FoveaException;
import java.awt.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects of a plane, each the pixels of a number, and what corrects them. Pixels beyond the edges do not count.
 * Not thread-safe.
 */
final class LabelPlane {
    private static final Comparator<List<Integer>> LARGEST_FIRST =
            Comparator.comparing(List::size, Comparator.reverseOrder());

    private final ImageProcessor labels;
    private final int highest;
    private int next;

    /**
     * Of labels, which are changed in place.
     *
     * @param highest number that no new object may have, as others of the image have those up to it
     */
    LabelPlane(ImageProcessor labels, int highest) {
        this.labels = labels;
        this.highest = highest;
        this.next = highest + 1;
    }

    /**
     * Corrects them, wholly or, with an error, not at all.
     *
     * @return what was done, in a few words
     * @throws FoveaException if the selection is not what this needs, or touches nothing
     */
    String correct(Correction what, Roi selection) {
        return switch (what) {
            case MERGE -> merge(covered(selection));
            case DELETE -> delete(covered(selection));
            case SPLIT -> split(selection);
            case DRAW -> draw(area(selection, what));
            case REDRAW -> redraw(area(selection, what));
        };
    }

    /** The highest number that an object may have now. */
    int highest() {
        return Math.max(highest, next - 1);
    }

    private int at(int index) {
        return Math.round(labels.getf(index));
    }

    private int index(Point point) {
        return point.y * labels.getWidth() + point.x;
    }

    private boolean isInside(Point point) {
        return point.x >= 0 && point.y >= 0 && point.x < labels.getWidth() && point.y < labels.getHeight();
    }

    private Set<Integer> covered(Roi selection) {
        Stream<Point> points =
                selection.isLine() ? path(selection).stream() : Stream.of(selection.getContainedPoints());
        return points.filter(this::isInside).map(this::index).collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private Set<Integer> area(Roi selection, Correction what) {
        if (!selection.isArea()) {
            throw new FoveaException("To " + what.word() + " an object, select its area: by a polygon, say, or by the"
                    + " selection brush.");
        }
        return covered(selection);
    }

    /** The numbers of the objects that are touched. */
    private TreeSet<Integer> touched(Set<Integer> covered) {
        TreeSet<Integer> touched = new TreeSet<>();
        covered.stream().map(this::at).filter(label -> label > 0).forEach(touched::add);
        if (touched.isEmpty()) {
            throw new FoveaException("The selection touches no object.");
        }
        return touched;
    }

    private int take() {
        int most = labels.getBitDepth() == 8 ? 255 : labels.getBitDepth() == 16 ? 65_535 : 1 << 24;
        if (next > most) {
            throw new FoveaException("Of " + labels.getBitDepth() + " bits, the image has no number left for another"
                    + " object; convert it to more (Image > Type).");
        }
        return next++;
    }

    private String merge(Set<Integer> covered) {
        TreeSet<Integer> touched = touched(covered);
        if (touched.size() < 2) {
            throw new FoveaException(
                    "The selection touches one object, " + touched.first() + "; to merge, touch those that are one.");
        }
        int kept = touched.first();
        replace(touched, kept);
        return touched.size() + " objects are object " + kept + " now";
    }

    private String delete(Set<Integer> covered) {
        TreeSet<Integer> touched = touched(covered);
        replace(touched, 0);
        return touched.size() == 1
                ? "object " + touched.first() + " is deleted"
                : touched.size() + " objects are deleted";
    }

    private void replace(Set<Integer> some, int label) {
        for (int i = 0; i < labels.getPixelCount(); i++) {
            if (some.contains(at(i))) {
                labels.setf(i, label);
            }
        }
    }

    private String draw(Set<Integer> covered) {
        List<Integer> free = covered.stream().filter(i -> at(i) == 0).toList();
        if (free.isEmpty()) {
            throw new FoveaException("Nothing of the selection is free for another object.");
        }
        int label = take();
        free.forEach(i -> labels.setf(i, label));
        return "object " + label + " is drawn";
    }

    private String redraw(Set<Integer> covered) {
        touched(covered);
        Map<Integer, Integer> counts = new TreeMap<>();
        covered.stream()
                .map(this::at)
                .filter(label -> label > 0)
                .forEach(label -> counts.merge(label, 1, Integer::sum));
        int label = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        for (int i = 0; i < labels.getPixelCount(); i++) {
            if (at(i) == label && !covered.contains(i)) {
                labels.setf(i, 0);
            }
        }
        covered.stream().filter(i -> at(i) == 0).forEach(i -> labels.setf(i, label));
        return "object " + label + " is drawn anew";
    }

    private String split(Roi selection) {
        if (selection instanceof PointRoi points) {
            return splitByPoints(points);
        }
        if (!selection.isLine()) {
            throw new FoveaException("To split an object, draw a line across it, or set a point in each of its parts.");
        }
        Set<Integer> cut = path(selection).stream()
                .filter(this::isInside)
                .map(this::index)
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
        Map<Integer, Integer> parts = new TreeMap<>();
        for (int label : touched(cut)) {
            List<List<Integer>> found = parts(label, cut);
            if (found.size() > 1) {
                number(label, found);
                parts.put(label, found.size());
            }
        }
        if (parts.isEmpty()) {
            throw new FoveaException(
                    "The line parts no object; begin and end it outside of the one that is to be split.");
        }
        return words(parts);
    }

    private static String words(Map<Integer, Integer> parts) {
        return parts.entrySet().stream()
                .map(part -> "object " + part.getKey() + " is " + part.getValue() + " now")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }

    /** The first keeps the number. */
    private void number(int label, List<List<Integer>> parts) {
        for (int i = 0; i < parts.size(); i++) {
            int number = i == 0 ? label : take();
            parts.get(i).forEach(pixel -> labels.setf(pixel, number));
        }
    }

    /** What is left of an object without the pixels of a cut, the largest first; the cut then goes to what it is beside. */
    private List<List<Integer>> parts(int label, Set<Integer> cut) {
        Map<Integer, Integer> part = new HashMap<>();
        List<List<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < labels.getPixelCount(); i++) {
            if (at(i) == label && !cut.contains(i) && !part.containsKey(i)) {
                part.put(i, parts.size());
                parts.add(new ArrayList<>(List.of(i)));
                grow(new ArrayDeque<>(List.of(i)), part, parts, label, cut);
            }
        }
        parts.sort(LARGEST_FIRST);
        for (int number = 0; number < parts.size(); number++) {
            for (int pixel : parts.get(number)) {
                part.put(pixel, number);
            }
        }
        List<Integer> edge = parts.stream().flatMap(List::stream).toList();
        grow(new ArrayDeque<>(edge), part, parts, label, Set.of());
        return parts;
    }

    private void grow(
            Deque<Integer> edge,
            Map<Integer, Integer> part,
            List<List<Integer>> parts,
            int label,
            Set<Integer> without) {
        while (!edge.isEmpty()) {
            int pixel = edge.removeFirst();
            int number = part.get(pixel);
            for (int beside : beside(pixel)) {
                if (at(beside) == label && !without.contains(beside) && part.putIfAbsent(beside, number) == null) {
                    parts.get(number).add(beside);
                    edge.addLast(beside);
                }
            }
        }
    }

    private int[] beside(int pixel) {
        int width = labels.getWidth();
        int x = pixel % width;
        int[] all = {x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width};
        return IntStream.of(all)
                .filter(i -> i >= 0 && i < labels.getPixelCount())
                .toArray();
    }

    private String splitByPoints(PointRoi selection) {
        Map<Integer, List<Point>> seeds = new TreeMap<>();
        Stream.of(selection.getContainedPoints())
                .filter(this::isInside)
                .filter(point -> at(index(point)) > 0)
                .forEach(point -> seeds.computeIfAbsent(at(index(point)), label -> new ArrayList<>())
                        .add(point));
        seeds.values().removeIf(points -> points.size() < 2);
        if (seeds.isEmpty()) {
            throw new FoveaException("No two of the points lie in one object; set one in each of its parts.");
        }
        Map<Integer, Integer> parts = new TreeMap<>();
        seeds.forEach((label, points) -> {
            List<List<Integer>> near = new ArrayList<>();
            points.forEach(point -> near.add(new ArrayList<>()));
            for (int i = 0; i < labels.getPixelCount(); i++) {
                if (at(i) == label) {
                    near.get(nearest(i, points)).add(i);
                }
            }
            near.sort(LARGEST_FIRST);
            number(label, near);
            parts.put(label, near.size());
        });
        return words(parts);
    }

    private int nearest(int pixel, List<Point> points) {
        int x = pixel % labels.getWidth();
        int y = pixel / labels.getWidth();
        return IntStream.range(0, points.size())
                .boxed()
                .min(Comparator.comparingDouble(i -> points.get(i).distanceSq(x, y)))
                .orElseThrow();
    }

    /** The pixels of the middle of a line, however wide it is, without a gap. */
    private static List<Point> path(Roi selection) {
        Roi line = (Roi) selection.clone();
        line.setStrokeWidth(1);
        FloatPolygon polygon = line.getInterpolatedPolygon(0.5, false);
        List<Point> path = new ArrayList<>();
        for (int i = 0; i < polygon.npoints; i++) {
            path.add(new Point((int) Math.floor(polygon.xpoints[i]), (int) Math.floor(polygon.ypoints[i])));
        }
        return path;
    }
}
