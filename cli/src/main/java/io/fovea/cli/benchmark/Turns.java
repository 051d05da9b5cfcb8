package io.fovea.cli.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A training loop's side of a benchmark, in a process of its own: waits for its turn, trains, says how fast.
 *
 * <p>On standard input, {@code round} asks for images per second; {@code user} and {@code system} for the processor time of
 * each of these images, in seconds; {@code faults} for the pages that each had the system map; {@code peak} for the most memory
 * that the process has held, in bytes. The end of the input ends it. An answer is a line on standard output that begins with
 * {@code =}; what only Linux tells is 0 elsewhere.
 */
public final class Turns {
    /**
     * Steps at the head of a round that are not counted. While others had their turn a pipeline has prepared batches
     * ahead; these use them up, so that what is counted includes preparing as much as is trained.
     */
    private static final int UNCOUNTED = 5;

    private static final int FAULTS = 0;
    private static final int USER = 1;
    private static final int SYSTEM = 2;

    /** Of Linux's clock for processes, a second, whatever the processor. */
    private static final double TICKS = 100;

    private final int batch;
    private final int steps;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final PrintStream out = System.out;
    private int left;
    private long begin;
    private long[] before = new long[3];
    private long[] spent = new long[3];

    /**
     * Turns of {@code steps} counted steps.
     *
     * @param batch images per step
     */
    public Turns(int batch, int steps) {
        this.batch = batch;
        this.steps = steps;
    }

    /**
     * To be called before the first step and after every one; waits between rounds.
     *
     * @return whether to go on
     */
    public boolean goesOn() {
        left--;
        if (left == steps) {
            begin = System.nanoTime();
            before = counters();
        }
        if (left > 0) {
            return true;
        }
        if (begin != 0) {
            long nanos = System.nanoTime() - begin;
            long[] after = counters();
            for (int i = 0; i < spent.length; i++) {
                spent[i] = after[i] - before[i];
            }
            say(batch * steps * 1e9 / nanos);
        }
        return waits();
    }

    private boolean waits() {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("round")) {
                    left = UNCOUNTED + steps;
                    return true;
                }
                say(figure(line));
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double figure(String asked) throws IOException {
        double images = (double) batch * steps;
        return switch (asked) {
            case "faults" -> spent[FAULTS] / images;
            case "user" -> spent[USER] / (TICKS * images);
            case "system" -> spent[SYSTEM] / (TICKS * images);
            default -> peak();
        };
    }

    /** Pages mapped, user and system time of this process so far. */
    private static long[] counters() {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return new long[3];
        }
        try {
            String line = Files.readString(stat);
            // The second field is the program's name, which may hold anything.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return new long[] {Long.parseLong(fields[7]), Long.parseLong(fields[11]), Long.parseLong(fields[12])};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(double figure) {
        out.println("=" + figure);
        out.flush();
    }

    /** Linux keeps the mark; elsewhere 0. */
    private static double peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return 1024.0 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
