package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.process.ImageProcessor;
import io.fovea.session.CancelledException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What commands show before they are run: here of a square on the second slice alone, which is on show and clicked on. */
@ExtendWith(PlainImageJ.class)
class PreviewsTest {
    private static final String CLICKED = "method=saliency clicked";
    private static final String LOOKING = "tile 1 of 1";

    @TempDir
    static Path folder;

    private static final class Heard extends EscapeMonitor {
        private final List<String> messages = new ArrayList<>();
        private final String cancels;

        Heard(String cancels) {
            super(1);
            this.cancels = cancels;
        }

        @Override
        public void report(double fraction, String message) {
            messages.add(message);
        }

        @Override
        public boolean isCancelled() {
            return messages.contains(cancels);
        }
    }

    private static Previews.Seen preview(String command, String keys, EscapeMonitor monitor) {
        ImagePlus field = IJ.createImage("field", "8-bit black", 64, 64, 3);
        ImageProcessor second = field.getStack().getProcessor(2);
        second.setColor(255);
        second.fillRect(2, 2, 6, 6);
        field.setSlice(2);
        field.setRoi(new PointRoi(4, 4));
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command." + command);
        call.keys().stream().filter(CommandKey::isImage).forEach(key -> key.set(field));
        call.read(MacroLine.parse("model=[" + TestModels.trimap(folder) + "] " + keys));
        call.settle(false);
        return ((Previews) call.command()).preview(monitor);
    }

    @Test
    void theObjectThatIsClickedOnIsTheOneOnShow() {
        for (String keys : List.of("", " slice=2", " slice=1")) {
            Previews.Seen seen = preview("ExplainImageCommand", CLICKED + keys, new Heard("never"));

            assertThat(seen.overlay().size()).isEqualTo(1);
            assertThat(seen.overlay().get(0).getPosition()).isEqualTo(2);
            assertThat(seen.report()).startsWith("field: ");
        }
    }

    @Test
    void objectsAreLookedForInTheViewsThatAreChosen() {
        assertThat(preview("SegmentCommand", "augment=turns", new Heard("never"))
                        .report())
                .startsWith("field: 1 object");
        assertThatThrownBy(() -> preview("SegmentCommand", "augment=sideways", new Heard("never")))
                .hasMessageContaining("sideways");
    }

    @Test
    void itIsFollowedAndCancelledWhileTheObjectIsLookedFor() {
        Heard heard = new Heard(LOOKING);

        assertThatThrownBy(() -> preview("ExplainImageCommand", CLICKED, heard)).isInstanceOf(CancelledException.class);

        assertThat(heard.messages).containsExactly("", LOOKING);
    }
}
