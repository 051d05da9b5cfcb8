package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import io.fovea.model.KeptModels;
import io.fovea.model.ModelLibrary;
import io.fovea.task.Jobs;
import java.awt.Button;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.FileDialog;
import java.awt.Point;
import java.awt.TextField;
import java.awt.Window;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.event.ActionEvent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFrame;
import javax.swing.JTable;
import javax.swing.JTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The window of models, and models that are dropped on ImageJ. */
@Tag("display")
@DisabledIf(
        value = "java.awt.GraphicsEnvironment#isHeadless",
        disabledReason = "There is no display. Run with one, or under xvfb-run, to test windows.")
@Timeout(120)
class ModelManagerTest {
    @TempDir
    private Path folder;

    private final Screen screen = Screen.open();
    private final String before = System.getProperty(KeptModels.PROPERTY);
    private Path from;

    @BeforeEach
    void openImageJ() throws Exception {
        System.setProperty(KeptModels.PROPERTY, folder.resolve("my models").toString());
        from = Files.createDirectory(folder.resolve("down loads"));
        ImageJLauncher.open(List.of());
        IJ.getInstance().exitWhenQuitting(false);
        Screen.tidy();
    }

    @AfterEach
    void closeAll() {
        manager().ifPresent(window -> screen.touch(window::dispose));
        Screen.closeAll();
        System.setProperty(KeptModels.PROPERTY, before);
    }

    private static Optional<JFrame> manager() {
        return Arrays.stream(Window.getWindows())
                .filter(window -> window.isShowing()
                        && window instanceof JFrame frame
                        && "Model Manager".equals(frame.getTitle()))
                .map(JFrame.class::cast)
                .findFirst();
    }

    private static JTable table(JFrame manager) {
        return Screen.parts(manager.getContentPane(), JTable.class).get(0);
    }

    private static List<String> names(JTable table) {
        return IntStream.range(0, table.getRowCount())
                .mapToObj(row -> table.getValueAt(row, 0).toString())
                .toList();
    }

    private static JButton button(JFrame manager, String label) {
        return Screen.parts(manager.getContentPane(), JButton.class).stream()
                .filter(one -> label.equals(one.getText()))
                .findFirst()
                .orElseThrow();
    }

    private static JFrame opened(String row) {
        IJ.run("Model Manager...");
        JFrame manager = Screen.await("the window", ModelManagerTest::manager);
        Screen.await("the models", () -> Optional.of(names(table(manager))).filter(all -> all.contains(row)));
        return manager;
    }

    private static long dialogs() {
        return Arrays.stream(Window.getWindows())
                .filter(window -> window.isShowing() && window instanceof Dialog)
                .count();
    }

    @Test
    void aFolderThatCannotBeReadIsSaidOnce() throws InterruptedException {
        JFrame manager = opened("digits");
        System.setProperty(KeptModels.PROPERTY, "no\0folder");
        ModelManager.refresh("");
        Dialog said = Screen.dialog("Model Manager");
        ModelManager.refresh("");
        Thread.sleep(500); // more than the second look takes
        assertThat(dialogs()).isEqualTo(1);
        screen.press(said, "OK");

        System.setProperty(KeptModels.PROPERTY, folder.resolve("others").toString());
        ModelManager.add(TestModels.classifier(from));
        Screen.await("the models", () -> Optional.of(names(table(manager))).filter(all -> all.contains("classifier")));
        assertThat(dialogs()).isZero();
    }

    private void choose(JFrame manager, String name) {
        int row = names(table(manager)).indexOf(name);
        screen.touch(() -> table(manager).setRowSelectionInterval(row, row));
    }

    private static String card(JFrame manager, Predicate<String> as) {
        return Screen.await("the card", () -> Optional.of(Screen.parts(manager.getContentPane(), JTextArea.class)
                        .get(0)
                        .getText())
                .filter(as));
    }

    @Test
    void modelsAreShownTriedAddedAndFreed() {
        Path file = TestModels.trimap(from);
        ModelManager.add(TestModels.classifier(from));
        JFrame manager = opened("classifier");
        ModelManager.add(file);
        Screen.await(
                "the model", () -> Optional.of(names(table(manager))).filter(all -> all.contains("bright-trimap")));
        choose(manager, "bright-trimap");

        assertThat(card(manager, text -> text.startsWith("bright-trimap")))
                .contains("From: yours", "Labels: foreground, background, contour", "Licence: not said");
        assertThat(button(manager, "Model Settings...").isEnabled()).isTrue();
        assertThat(button(manager, "Free").isEnabled()).isFalse();
        screen.touch(() -> button(manager, "Self-test").doClick());
        assertThat(card(manager, text -> text.contains("Passed: "))).doesNotContain("Failed: ");

        OpenModels open = Scijava.context().service(OpenModels.class);
        open.asking(Jobs.SEGMENT, ToldModel.of("bright-trimap"), "auto", opened -> opened.card());
        Screen.await(
                "that it is loaded", () -> Optional.of(button(manager, "Free")).filter(JButton::isEnabled));
        int row = names(table(manager)).indexOf("bright-trimap");
        assertThat(table(manager).getValueAt(row, 5)).isEqualTo("yes");
        screen.keep("model-manager-loaded", manager);
        screen.touch(() -> button(manager, "Free").doClick());
        Screen.await("that it is free", () -> Optional.of(open)
                .filter(one -> !one.open().contains("bright-trimap")));

        JComboBox<?> tasks =
                Screen.parts(manager.getContentPane(), JComboBox.class).get(0);
        screen.touch(() -> tasks.setSelectedItem("classification"));
        assertThat(names(table(manager))).contains("classifier").doesNotContain("bright-trimap");
        ModelLibrary.shipped().stream()
                .filter(model -> model.card().task().word().equals("trimap"))
                .forEach(model -> assertThat(names(table(manager))).doesNotContain(model.name()));
    }

    @Test
    void whatCannotBeReadIsNamedAndNotOffered() throws Exception {
        Files.createDirectories(folder.resolve("my models"));
        Files.writeString(folder.resolve("my models/broken.onnx"), "no model");
        JFrame manager = opened("broken");
        choose(manager, "broken");

        assertThat(card(manager, text -> text.startsWith("broken"))).contains("Unreadable: ");
        assertThat(NamedModels.names(task -> true)).doesNotContain("broken");
    }

    private static void drop(Path... files) {
        List<File> list = Arrays.stream(files).map(Path::toFile).toList();
        DropTarget target = IJ.getInstance().getDropTarget();
        Transferable dropped = new Transferable() {
            @Override
            public DataFlavor[] getTransferDataFlavors() {
                return new DataFlavor[] {DataFlavor.javaFileListFlavor};
            }

            @Override
            public boolean isDataFlavorSupported(DataFlavor flavor) {
                return flavor.isFlavorJavaFileListType();
            }

            @Override
            public Object getTransferData(DataFlavor flavor) {
                return list;
            }
        };
        DropTargetDropEvent event =
                new DropTargetDropEvent(
                        target.getDropTargetContext(),
                        new Point(5, 5),
                        DnDConstants.ACTION_COPY,
                        DnDConstants.ACTION_COPY) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void acceptDrop(int action) {
                        // nobody drags
                    }

                    @Override
                    public void dropComplete(boolean success) {
                        // nobody waits
                    }

                    @Override
                    public Transferable getTransferable() {
                        return dropped;
                    }
                };
        EventQueue.invokeLater(() -> target.drop(event));
    }

    private void press(Dialog dialog, String label) {
        Button button = Screen.parts(dialog, Button.class).stream()
                .filter(one -> one.getLabel().strip().equals(label))
                .findFirst()
                .orElseThrow();
        screen.touch(() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, label)));
    }

    @Test
    void aDroppedModelIsAddedAndOffered() {
        Path file = TestModels.trimap(from);
        drop(file);
        Dialog asked = Screen.dialog("Model");
        screen.keep("model-dropped", asked);
        press(asked, "Add to Models");

        Screen.await("the model", () -> KeptModels.ofUser().find("bright-trimap"));
        IJ.createImage("cells", "8-bit black", 60, 40, 1).show();
        CommandCall call = CommandCall.prepare(Scijava.context(), "io.fovea.command.SegmentCommand");
        call.takeCurrentImage();
        Thread thread = new Thread(() -> CommandDialog.ask(call));
        thread.start();
        Dialog dialog = Screen.dialog("Segment");
        Choice models = Screen.parts(dialog, Choice.class).get(0);
        assertThat(IntStream.range(0, models.getItemCount()).mapToObj(models::getItem))
                .contains("bright-trimap");
        screen.press(dialog, "Cancel");
    }

    @Test
    void aDroppedModelIsUsedOnceInTheDialogThatIsForIt() throws Exception {
        Path file = TestModels.classifier(from);
        IJ.createImage("cells", "8-bit black", 60, 40, 1).show();
        drop(file);
        press(Screen.dialog("Model"), "Use Once");

        Dialog dialog = Screen.dialog("Classify");
        Choice models = Screen.parts(dialog, Choice.class).get(0);
        List<TextField> fields = Screen.parts(dialog, TextField.class);
        assertThat(models.getSelectedItem() + fields.get(0).getText()).contains(file.toString());
        screen.press(dialog, "Cancel");
        assertThat(KeptModels.ofUser().all()).isEmpty();
    }

    private void open(Path file) {
        boolean swing = Prefs.useJFileChooser;
        Prefs.useJFileChooser = false;
        try {
            IJ.doCommand("Open...");
            FileDialog dialog = Screen.await("the dialog", () -> Arrays.stream(Window.getWindows())
                    .filter(window -> window instanceof FileDialog && window.isShowing())
                    .map(FileDialog.class::cast)
                    .findFirst());
            screen.touch(() -> {
                dialog.setDirectory(file.getParent() + File.separator);
                dialog.setFile(file.getFileName().toString());
                dialog.setVisible(false);
            });
        } finally {
            Prefs.useJFileChooser = swing;
        }
    }

    @Test
    void aModelIsOpenedAsAFile() {
        open(TestModels.trimap(from));
        press(Screen.dialog("Model"), "Add to Models");
        Screen.await("the model", () -> KeptModels.ofUser().find("bright-trimap"));

        Path picture = from.resolve("a picture.tif");
        IJ.save(IJ.createImage("cells", "8-bit black", 60, 40, 1), picture.toString());
        open(picture);
        Screen.await("the image", () -> Optional.ofNullable(WindowManager.getImage("a picture.tif")));
    }

    @Test
    void whatIsNoModelIsOpenedByImageJ() {
        ImagePlus image = IJ.createImage("cells", "8-bit black", 60, 40, 1);
        Path file = from.resolve("cells.tif");
        IJ.save(image, file.toString());
        drop(file);

        Screen.await("the image", () -> Optional.ofNullable(WindowManager.getImage("cells.tif")));
    }
}
