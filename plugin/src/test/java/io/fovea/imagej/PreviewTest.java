package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.Rectangle;
import java.awt.TextField;
import java.awt.event.ItemEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The Preview box of the dialogs: what it lays on the image, follows, and takes away again. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class PreviewTest {
    @TempDir
    static Path folder;

    private final Screen screen = Screen.open();

    @BeforeEach
    void openImageJ() {
        ImageJLauncher.open(List.of());
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
    }

    @AfterEach
    void closeAll() {
        Screen.closeAll();
    }

    /** Discs of 16 pixels across, six in each row, a row every 40 pixels. */
    private static ImagePlus discs(int planes) {
        ImagePlus image = IJ.createImage("discs", "8-bit black", 320, 200, planes);
        for (int plane = 1; plane <= planes; plane++) {
            ImageProcessor pixels = image.getStack().getProcessor(plane);
            pixels.setColor(230);
            for (int i = 0; i < 6 * plane; i++) {
                pixels.fillOval(20 + 50 * (i % 6), 20 + 40 * (i / 6), 16, 16);
            }
        }
        return image;
    }

    private record Asked(Dialog dialog, Thread thread, CommandCall call) {}

    private static Asked ask(String command, String title) {
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command." + command);
        call.takeCurrentImage();
        Thread thread = new Thread(() -> CommandDialog.ask(call));
        thread.start();
        return new Asked(Screen.dialog(title), thread, call);
    }

    private static Checkbox box(Dialog dialog, String label) {
        return Screen.parts(dialog, Checkbox.class).stream()
                .filter(one -> one.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** As a mouse does, which tells the dialog. */
    private void tick(Dialog dialog, String label, boolean state) {
        Checkbox box = box(dialog, label);
        screen.touch(() -> {
            box.setState(state);
            box.dispatchEvent(new ItemEvent(
                    box, ItemEvent.ITEM_STATE_CHANGED, label, state ? ItemEvent.SELECTED : ItemEvent.DESELECTED));
        });
    }

    private void type(Dialog dialog, int field, String text) {
        screen.touch(() -> Screen.parts(dialog, TextField.class).get(field).setText(text));
    }

    private void close(Asked asked, String button) throws InterruptedException {
        screen.press(asked.dialog(), button);
        asked.thread().join();
    }

    private static Overlay shown(ImagePlus image, Predicate<Overlay> as) {
        return Screen.await(
                "the preview", () -> Optional.ofNullable(image.getOverlay()).filter(as));
    }

    @Test
    void objectsAreOutlinedAndFollowTheOptionsUntilTheDialogIsCancelled() throws InterruptedException {
        ImagePlus image = discs(1);
        image.getProcessor().setColor(230);
        image.getProcessor().fillOval(150, 120, 60, 60);
        Overlay before = new Overlay(new Roi(3, 4, 5, 6));
        image.setOverlay(before);
        image.show();
        image.getCanvas().zoomIn(10, 10);
        Rectangle visible = image.getCanvas().getSrcRect();
        image.setRoi(200, 10, 110, 90);
        image.deleteRoi();
        Asked asked = ask("SegmentCommand", "Segment");
        type(asked.dialog(), 0, TestModels.trimap(folder).toString());
        tick(asked.dialog(), "Preview", true);

        Overlay seven = shown(image, overlay -> overlay.size() == 8);
        assertThat(seven.get(0).getBounds()).isEqualTo(new Rectangle(3, 4, 5, 6));
        assertThat(seven.get(1).getBounds()).isEqualTo(new Rectangle(20, 20, 16, 16));
        Screen.await("the count", () -> Optional.of(ImageJ.getStatusBarText())
                .filter(text -> text.startsWith("Preview: discs: 7 objects in ")));
        screen.shoot("preview-discs");
        type(asked.dialog(), 1, "1000");
        shown(image, overlay -> overlay.size() == 2);
        type(asked.dialog(), 1, "much");
        shown(image, overlay -> overlay == before);
        Screen.await("the reason", () -> Optional.of(ImageJ.getStatusBarText())
                .filter(text -> text.startsWith("No preview: ") && text.contains("must be a number")));
        type(asked.dialog(), 1, "20");
        shown(image, overlay -> overlay.size() == 8);
        close(asked, "Cancel");

        assertThat(image.getOverlay()).isSameAs(before);
        assertThat(before.size()).isEqualTo(1);
        assertThat(image.getRoi()).isNull();
        assertThat(image.getCanvas().getSrcRect()).isEqualTo(visible);
        assertThat(image.changes).isFalse();
    }

    @Test
    void onlyWhatIsSelectedOnThePlaneOnShowIsLookedAt() throws InterruptedException {
        ImagePlus image = discs(3);
        image.show();
        image.setSlice(2);
        image.setRoi(60, 0, 60, 200);
        Asked asked = ask("SegmentCommand", "Segment");
        type(asked.dialog(), 0, TestModels.trimap(folder).toString());
        tick(asked.dialog(), "Preview", true);

        Overlay found = shown(image, overlay -> overlay.size() == 3);
        assertThat(found.get(0).getBounds()).isEqualTo(new Rectangle(70, 20, 16, 16));
        assertThat(found.get(1).getBounds()).isEqualTo(new Rectangle(70, 60, 16, 16));
        assertThat(found.get(2).getBounds()).as("the frame").isEqualTo(new Rectangle(60, 0, 60, 200));
        assertThat(found).allMatch(roi -> roi.getPosition() == 2);
        tick(asked.dialog(), "Preview", false);
        Screen.await("the end", () -> Optional.of(image).filter(one -> one.getOverlay() == null));
        tick(asked.dialog(), "Preview", true);
        shown(image, overlay -> overlay.size() == 3);
        close(asked, "OK");

        assertThat(image.getOverlay()).isNull();
        assertThat(image.getRoi().getBounds()).isEqualTo(new Rectangle(60, 0, 60, 200));
        assertThat(image.getCurrentSlice()).isEqualTo(2);
        Recorder recorder = new Recorder(false);
        try {
            Door.record(asked.call());
            assertThat(Recorder.getCommandOptions()).contains("minsize=").doesNotContainIgnoringCase("preview");
        } finally {
            recorder.close();
        }
    }

    @Test
    void heatFollowsTheClassAndAnUnknownOneIsSaid() throws InterruptedException {
        ImagePlus image = new ImagePlus("half", new ByteProcessor(64, 64));
        image.getProcessor().setColor(250);
        image.getProcessor().fillRect(0, 0, 32, 64);
        image.show();
        Asked asked = ask("ExplainImageCommand", "Explain");
        type(asked.dialog(), 0, TestModels.trimap(folder).toString());
        List<Choice> lists = Screen.parts(asked.dialog(), Choice.class);
        Screen.await("the classes", () -> Optional.of(lists.get(2)).filter(list -> list.getItemCount() == 4));
        tick(asked.dialog(), "Preview", true);

        Overlay heat = shown(image, overlay -> overlay.size() == 1);
        assertThat(heat.get(0)).isInstanceOf(ImageRoi.class);
        assertThat(heat.get(0).getBounds()).isEqualTo(new Rectangle(0, 0, 64, 64));
        screen.shoot("preview-half");
        screen.touch(() -> {
            lists.get(2).select("background");
            lists.get(2)
                    .dispatchEvent(new ItemEvent(
                            lists.get(2), ItemEvent.ITEM_STATE_CHANGED, "background", ItemEvent.SELECTED));
        });
        Screen.await("the other class", () -> Optional.ofNullable(image.getOverlay())
                .filter(overlay ->
                        overlay != heat && "background".equals(overlay.get(0).getName())));
        type(asked.dialog(), 2, "no such class");
        Screen.await("the reason", () -> Optional.of(ImageJ.getStatusBarText())
                .filter(text -> text.startsWith("No preview: ") && text.contains("no such class")));
        assertThat(image.getOverlay()).isNull();
        close(asked, "Cancel");
        assertThat(Arrays.asList(IJ.getLog() == null ? "" : IJ.getLog())).noneMatch(log -> log.contains("Note: "));
    }
}
