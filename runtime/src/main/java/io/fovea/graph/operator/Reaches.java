package io.fovea.graph.operator;

import io.fovea.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What the elements of a value see of an image: along which of the value's axes an element's place is one in the image,
 * and how far around it the element reaches there. Immutable.
 */
public final class Reaches {

    /** All of the image, or as much as nobody knows. */
    public static final Reaches WHOLE = new Reaches(List.of());

    /**
     * One axis of a value.
     *
     * @param axis of the image, or -1 where places along it are none in the image, as those of channels
     */
    private record Along(int axis, Reach reach) {
        static final Along NONE = new Along(-1, Reach.PIXEL);

        boolean isImage() {
            return axis >= 0;
        }
    }

    private final List<Along> axes;

    private Reaches(List<Along> axes) {
        this.axes = List.copyOf(axes);
    }

    /** The image itself. */
    public static Reaches ofImage(int rank, int... axes) {
        List<Along> all = new ArrayList<>(Collections.nCopies(rank, Along.NONE));
        for (int i = 0; i < axes.length; i++) {
            all.set(axes[i], new Along(i, Reach.PIXEL));
        }
        return new Reaches(all);
    }

    /**
     * Follows a graph from an image on.
     *
     * @param image a value of the graph
     * @param seen what it sees
     * @return what every value sees that depends on the image
     */
    public static Map<String, Reaches> of(ValueFacts facts, String image, Reaches seen) {
        Map<String, Reaches> all = new HashMap<>(Map.of(image, seen));
        for (Node node : facts.graph().nodes()) {
            if (node.dependencies().stream().anyMatch(all::containsKey)) {
                Reaches reaches = Operators.of(node).reaches(new NodeReach(facts, node, all));
                node.outputs().forEach(output -> all.put(output, reaches));
            }
        }
        return all;
    }

    /** Whether it is bounded along no axis. */
    public boolean isWhole() {
        return axes.stream().noneMatch(Along::isImage);
    }

    /** The reach along each axis of the image, in the order of the value's own axes; empty where it is all of it. */
    public List<Reach> alongImage() {
        return axes.stream().filter(Along::isImage).map(Along::reach).toList();
    }

    /** All axes of the image taken together: the widest reach, unbounded where it is the whole image. */
    public Reach widest() {
        return alongImage().stream().reduce(Reach::wider).orElse(Reach.UNBOUNDED);
    }

    int rank() {
        return axes.size();
    }

    /** Whether places along an axis are places in the image. */
    boolean isAlongImage(int axis) {
        return axes.get(axis).isImage();
    }

    /** This, if along none of these axes a place is one in the image; else the whole, as what goes along them mixes it. */
    Reaches unlessAlong(IntStream mixed) {
        return isWhole() || mixed.anyMatch(this::isAlongImage) ? WHOLE : this;
    }

    /** The same with another reach along an axis, if that is one of the image. */
    Reaches with(int axis, UnaryOperator<Reach> change) {
        if (isWhole() || !isAlongImage(axis)) {
            return this;
        }
        List<Along> changed = new ArrayList<>(axes);
        changed.set(
                axis,
                new Along(axes.get(axis).axis(), change.apply(axes.get(axis).reach())));
        return new Reaches(changed);
    }

    /**
     * The axes in another order.
     *
     * @param from where each of the new axes was, -1 for one that was not there; if an axis of the image is left out, the
     *     whole is seen
     */
    Reaches arranged(int... from) {
        if (isWhole()) {
            return WHOLE;
        }
        List<Along> arranged = IntStream.of(from)
                .mapToObj(axis -> axis < 0 ? Along.NONE : axes.get(axis))
                .toList();
        boolean all = arranged.stream().filter(Along::isImage).count()
                == axes.stream().filter(Along::isImage).count();
        return all ? new Reaches(arranged) : WHOLE;
    }

    /** The same with new axes in front, up to a rank. */
    Reaches ofRank(int rank) {
        int more = Math.max(0, rank - rank());
        return arranged(
                IntStream.range(-more, rank()).map(axis -> Math.max(-1, axis)).toArray());
    }

    /** What both see together, element by element, the last axes of both aligned. */
    Reaches union(Reaches other) {
        if (isWhole() || other.isWhole()) {
            return WHOLE;
        }
        int rank = Math.max(rank(), other.rank());
        List<Along> mine = ofRank(rank).axes;
        List<Along> others = other.ofRank(rank).axes;
        List<Along> both = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (mine.get(i).axis() != others.get(i).axis()) {
                return WHOLE;
            }
            both.add(new Along(
                    mine.get(i).axis(), mine.get(i).reach().union(others.get(i).reach())));
        }
        return both.stream().anyMatch(along -> !along.reach().isBounded()) ? WHOLE : new Reaches(both);
    }
}
