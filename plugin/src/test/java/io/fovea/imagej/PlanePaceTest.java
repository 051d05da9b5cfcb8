package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PlainImageJ.class)
class PlanePaceTest {
    private static CommandCall segmenting(ImagePlus image, String model, String slices) {
        return call("SegmentCommand", image, "model=[" + model + "] slice=[" + slices + "]");
    }

    private static CommandCall call(String command, ImagePlus image, String line) {
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command." + command);
        call.keys().stream().filter(CommandKey::isImage).forEach(key -> key.set(image));
        call.read(MacroLine.parse(line));
        return call;
    }

    @Test
    void theNextStackTakesAsLongForEachPlane() {
        ImagePlus stack = IJ.createHyperStack("stack", 91, 30, 2, 10, 4, 8);
        assertThat(PlanePace.sentence(segmenting(stack, "pace", "")))
                .isEqualTo("40 planes; how long is said after the first");

        PlanePace.note(segmenting(stack, "pace", "2-6"), 30);

        assertThat(PlanePace.sentence(segmenting(stack, "pace", "1"))).isEqualTo("4 planes, about 6 s");
        assertThat(PlanePace.sentence(segmenting(stack, "pace", ""))).isEqualTo("40 planes, about 60 s");
        assertThat(PlanePace.sentence(segmenting(stack, "other", ""))).startsWith("40 planes; ");
        ImagePlus larger = IJ.createHyperStack("stack", 191, 30, 1, 2, 1, 8);
        assertThat(PlanePace.sentence(segmenting(larger, "pace", ""))).startsWith("2 planes; ");
    }

    @Test
    void nothingIsSaidOfOnePlaneOrOfNone() {
        ImagePlus one = IJ.createImage("one", "8-bit black", 92, 30, 1);
        assertThat(PlanePace.sentence(segmenting(one, "pace", ""))).isEmpty();
        ImagePlus stack = IJ.createImage("stack", "8-bit black", 92, 30, 3);
        assertThat(PlanePace.sentence(segmenting(stack, "pace", "7"))).isEmpty();
        assertThat(Optional.of(PlanePace.sentence(segmenting(stack, "pace", "2"))))
                .hasValueSatisfying(text -> assertThat(text).startsWith("1 plane; "));
    }

    @Test
    void viewsTakeTimesOfTheirOwn() {
        ImagePlus stack = IJ.createImage("stack", "8-bit black", 93, 30, 3);
        PlanePace.note(call("ClassifyCommand", stack, "model=pace"), 3);

        assertThat(PlanePace.sentence(call("ClassifyCommand", stack, "model=pace")))
                .isEqualTo("3 planes, about 3 s");
        assertThat(PlanePace.sentence(call("ClassifyCommand", stack, "model=pace augment=turns")))
                .isEqualTo("3 planes; how long is said after the first");
    }

    @ParameterizedTest
    @CsvSource({
        "ExplainImageCommand, method=grad-cam, true",
        "ExplainImageCommand, clicked, false",
        "ExplainImageCommand, object=1, false",
        "AuditImageCommand, output=/page, false",
        "CounterfactualImageCommand, by=blur, false",
        "ConceptsImageCommand, output=/page, false",
        "RobustnessImageCommand, by=blur, true",
        "RobustnessImageCommand, every, false",
        "RobustnessImageCommand, input=/images, false"
    })
    void planesAreCountedWhereTheyAreTakenOneByOne(String command, String line, boolean counted) {
        ImagePlus stack = IJ.createImage("stack", "8-bit black", 94, 30, 3);
        CommandCall call = call(command, stack, line);

        PlanePace.note(call, 30);

        assertThat(PlanePace.sentence(call)).isEqualTo(counted ? "3 planes, about 30 s" : "");
    }

    @Test
    void longTimesAreMinutes() {
        assertThat(PlanePace.about(0.2)).isEqualTo("about 1 s");
        assertThat(PlanePace.about(119)).isEqualTo("about 119 s");
        assertThat(PlanePace.about(600)).isEqualTo("about 10 min");
    }
}
