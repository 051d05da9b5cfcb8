package io.fovea.task.detect;

import io.fovea.image.Placement;
import java.util.List;
import java.util.Optional;

/** What of a detector's answer a box was read from, and what else its row says. Immutable. */
public final class BoxOrigin {
    /** Of a box whose place in the answer is not known, such as one that the network sorted out itself. */
    static final BoxOrigin UNKNOWN = new BoxOrigin(List.of(), 1, Row.NONE, Optional.empty(), Optional.empty());

    private final List<Element> scores;
    private final double power;
    private final Row row;
    private final Optional<Prototypes> prototypes;
    private final Optional<Placement> placement;

    private BoxOrigin(
            List<Element> scores,
            double power,
            Row row,
            Optional<Prototypes> prototypes,
            Optional<Placement> placement) {
        this.scores = List.copyOf(scores);
        this.power = power;
        this.row = row;
        this.prototypes = prototypes;
        this.placement = placement;
    }

    /**
     * One number of an output.
     *
     * @param output its name
     * @param index of the number, row by row
     * @param value the number
     */
    public record Element(String output, int index, float value) {}

    /**
     * What a row holds from a column on.
     *
     * @param from the first column
     */
    private record Row(OutputTable table, int row, int from) {
        static final Row NONE = new Row(new OutputTable(0, 0, new float[0]), 0, 0);

        float[] values() {
            float[] values = new float[Math.max(0, table.columns() - from)];
            for (int i = 0; i < values.length; i++) {
                values[i] = table.at(row, from + i);
            }
            return values;
        }
    }

    /** Of a score that is the product of some numbers. */
    static BoxOrigin of(Element... scores) {
        return new BoxOrigin(List.of(scores), 1, Row.NONE, Optional.empty(), Optional.empty());
    }

    /** The same, the score being that power of the product. */
    BoxOrigin toThe(double other) {
        return new BoxOrigin(scores, other, row, prototypes, placement);
    }

    /**
     * The same with what follows in its row.
     *
     * @param from the first column of it
     * @param shared what the values are the shares of, if it is masks
     */
    BoxOrigin followedBy(OutputTable table, int index, int from, Optional<Prototypes> shared) {
        return new BoxOrigin(scores, power, new Row(table, index, from), shared, placement);
    }

    /** The same where it is known how the image lay in the network's input. */
    BoxOrigin in(Placement other) {
        return this == UNKNOWN ? this : new BoxOrigin(scores, power, row, prototypes, Optional.of(other));
    }

    /** The numbers whose product, {@linkplain #power to a power}, is the score; none where that is not known. */
    public List<Element> scores() {
        return scores;
    }

    /** Of the product of the numbers. */
    public double power() {
        return power;
    }

    /** The values behind the classes, in the order of the network: coefficients of a mask, or points; a copy. */
    public float[] further() {
        return row.values();
    }

    /** Whether the values behind the classes are those of a mask. */
    public boolean hasMask() {
        return prototypes.isPresent();
    }

    /** What the masks of all boxes of an answer are made of. */
    Optional<Prototypes> prototypes() {
        return prototypes;
    }

    /** How the image lay in the network's input, part of it perhaps outside. */
    public Optional<Placement> placement() {
        return placement;
    }
}
