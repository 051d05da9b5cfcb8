package io.fovea.imagej;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.fovea.FoveaException;
import io.fovea.session.CancelledException;
import java.util.ArrayList;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A command with a key of every kind that keeps what it was called with. */
@Plugin(type = Command.class, label = "Echo...", headless = true)
public final class EchoCommand implements Command {
    /** What the calls so far were given, in order. */
    static final List<Call> CALLS = new ArrayList<>();

    /** What one call was given. */
    record Call(String image, String word, String path, double amount, boolean flag, boolean on, String thread) {
        Call(String image, String word, String path, double amount, boolean flag, boolean on) {
            this(image, word, path, amount, flag, on, Thread.currentThread().getName());
        }

        /** Without the thread. */
        List<Object> keys() {
            return List.of(image, word, path, amount, flag, on);
        }
    }

    @Parameter
    private ImagePlus image;

    @Parameter(
            label = "Word",
            choices = {"one", "two words", "fail", "crash", "cancel"},
            persist = false)
    private String word = "one";

    @Parameter(label = "Path", style = "file", persist = false)
    private String path = "";

    @Parameter(label = "Amount", persist = false)
    private double amount = 2.5;

    @Parameter(label = "Flag", persist = false)
    private boolean flag = false;

    @Parameter(label = "On", persist = false)
    private boolean on = true;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus first;

    @Parameter(type = ItemIO.OUTPUT)
    private ImagePlus second;

    @Parameter(type = ItemIO.OUTPUT, label = "Results")
    private ResultsTable table;

    @Override
    public void run() {
        CALLS.add(new Call(image.getTitle(), word, path, amount, flag, on));
        switch (word) {
            case "fail" -> throw new FoveaException("The word is fail; give another.");
            case "crash" -> throw new IllegalStateException("a fault");
            case "cancel" -> throw new CancelledException();
            default -> {
                first = IJ.createImage(image.getTitle() + "-first", "8-bit", 4, 4, 1);
                second = flag ? IJ.createImage(image.getTitle() + "-second", "8-bit", 4, 4, 1) : null;
                table = new ResultsTable();
                table.addRow();
                table.addLabel(image.getTitle());
                table.addValue("Amount", amount);
                table.addValue("Word", word);
            }
        }
    }
}
