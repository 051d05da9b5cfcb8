package io.fovea.imagej;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.task.MeasuredValues;
import java.util.Locale;

/** Measures an image or every plane of a stack with one model: a row for each, a column for each number. */
public final class StackMeasurement extends StackPrediction<MeasuredValues> {
    private static final int DECIMALS = 6;

    private final boolean unitLength;
    private final ResultsTable numbers = new ResultsTable();
    private String report = "";

    /**
     * Prepares to measure.
     *
     * @param keys which planes, and which of their channels
     * @param unitLength whether the numbers of a plane are divided by their Euclidean length
     * @throws io.fovea.FoveaException if there is no such plane or channel
     */
    public StackMeasurement(ImagePlus source, PlaneKeys keys, boolean unitLength) {
        super(source, keys, "Measuring");
        this.unitLength = unitLength;
        numbers.setPrecision(DECIMALS);
    }

    @Override
    void add(int plane, MeasuredValues measured, EscapeMonitor monitor) {
        MeasuredValues result = unitLength ? measured.ofUnitLength() : measured;
        planes.beginRow(numbers, plane);
        for (int i = 0; i < result.names().size(); i++) {
            numbers.addValue(result.names().get(i), result.values().get(i));
        }
        String found = result.values().size() == 1
                ? String.format(
                        Locale.ROOT,
                        "%s %.5g",
                        result.names().get(0),
                        result.values().get(0))
                : result.values().size() + " numbers";
        report = planes.names().what() + ": " + found + " on " + device();
    }

    /** A row for each plane, in the units that the model learnt. */
    public ResultsTable numbers() {
        return numbers;
    }

    /** What was measured last, and on which device, in one line. */
    public String report() {
        return report;
    }
}
