package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.plugin.filter.ParticleAnalyzer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.model.ModelLibrary;
import io.fovea.session.Device;
import io.fovea.task.Monitor;
import io.fovea.task.Segmenter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of objects against ImageJ's own <i>Analyze Particles</i> on the same pixels. */
@ExtendWith(PlainImageJ.class)
class ObjectMeasuresTest {
    private static final List<String> SHAPE =
            List.of("Area", "X", "Y", "Perim.", "Circ.", "Feret", "BX", "BY", "Width", "Height");

    private static final int MEASURED = Measurements.AREA
            | Measurements.MEAN
            | Measurements.MIN_MAX
            | Measurements.CENTROID
            | Measurements.PERIMETER
            | Measurements.RECT
            | Measurements.SHAPE_DESCRIPTORS
            | Measurements.FERET
            | Measurements.INTEGRATED_DENSITY;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void writeModel() {
        model = TestModels.trimap(folder);
    }

    /** Round, pointed, with a hole, with corners, a line, one pixel, at the border; none touches another. */
    private static ImageProcessor field() {
        return ObjectShapes.field(new Roi(32, 43, 4, 2), new Roi(60, 52, 2, 9));
    }

    private static ResultsTable ofImageJ(ImagePlus image, ImageProcessor measured) {
        ImageProcessor mask = image.getProcessor().duplicate();
        ImagePlus redirected = new ImagePlus("measured", measured.duplicate());
        redirected.setCalibration(image.getCalibration());
        mask.setThreshold(170, 255, ImageProcessor.NO_LUT_UPDATE);
        ImagePlus objects = new ImagePlus("mask", mask);
        objects.setCalibration(image.getCalibration());
        ResultsTable table = new ResultsTable();
        Analyzer.setRedirectImage(redirected);
        try {
            new ParticleAnalyzer(0, MEASURED, table, 0, Double.POSITIVE_INFINITY).analyze(objects, mask);
        } finally {
            Analyzer.setRedirectImage(null);
        }
        return table;
    }

    private ResultsTable ofFovea(ImagePlus image) {
        StackSegmentation segmentation = new StackSegmentation(
                image, PlaneKeys.ofChannel("0"), new StackSegmentation.Settings("labels", 0, false, "none", 0));
        try (Segmenter segmenter = Segmenter.open(ModelLibrary.find(model.toString()), Device.CPU)) {
            Planes planes = Planes.of(image, 0);
            segmentation.add(0, segmenter.segment(planes.image(0), Monitor.NONE), new EscapeMonitor(1));
        }
        return segmentation.objects();
    }

    private static void assertSame(ResultsTable ours, ResultsTable theirs, String column, String as) {
        double[] expected = theirs.getColumn(as);
        assertThat(ours.getColumn(column)).as(column).hasSize(expected.length).satisfies(values -> {
            for (int i = 0; i < expected.length; i++) {
                assertThat(values[i]).as(column + " of " + (i + 1)).isCloseTo(expected[i], within(1e-9));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "0.5, 0.8"})
    void shapeAndValuesAreThoseOfAnalyzeParticles(double pixelWidth, double pixelHeight) {
        ImagePlus image = new ImagePlus("field", field());
        image.getCalibration().pixelWidth = pixelWidth;
        image.getCalibration().pixelHeight = pixelHeight;
        image.getCalibration().setUnit("mm");

        ResultsTable theirs = ofImageJ(image, image.getProcessor());
        ResultsTable ours = ofFovea(image);

        assertThat(theirs.size()).isEqualTo(8);
        assertThat(ours.size()).isEqualTo(8);
        SHAPE.forEach(column -> assertSame(ours, theirs, column, column));
        List.of("Mean", "Min", "Max", "IntDen").forEach(column -> assertSame(ours, theirs, column, column));
        assertThat(ours.getColumn("Border")).containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void everyChannelIsMeasured() {
        ImageProcessor second = new ByteProcessor(90, 70);
        for (int i = 0; i < second.getPixelCount(); i++) {
            second.set(i, i * 13 % 251);
        }
        ImageStack stack = new ImageStack(90, 70);
        stack.addSlice(field());
        stack.addSlice(second);
        ImagePlus image = new ImagePlus("field", stack);
        image.setDimensions(2, 1, 1);
        ImagePlus composite = new CompositeImage(image, CompositeImage.GRAYSCALE);
        composite.setC(1);

        ResultsTable theirs = ofImageJ(new ImagePlus("field", field()), second);
        ResultsTable ours = ofFovea(composite);

        for (String column : List.of("Mean", "Min", "Max", "IntDen")) {
            assertSame(ours, theirs, column + "_2", column);
        }
    }

    @Test
    void valuesAreInTheUnitOfTheImagesTable() {
        ImagePlus image = new ImagePlus("field", field());
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {1, 0.01}, "OD");

        double[] means = ofFovea(image).getColumn("Mean");

        double[] plain = ofFovea(new ImagePlus("field", field())).getColumn("Mean");
        assertThat(means)
                .containsExactly(
                        Arrays.stream(plain).map(mean -> 1 + 0.01 * mean).toArray(), within(1e-5));
    }
}
