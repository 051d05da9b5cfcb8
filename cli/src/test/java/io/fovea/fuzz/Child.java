package io.fovea.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process in which inputs are tried. It tells its parent what it does in lines that begin with {@link #MARK}; what
 * native libraries print between them does not matter.
 */
final class Child {
    /** What the lines for the parent begin with. */
    static final String MARK = "@fuzz ";

    private final PrintStream parent = System.out;
    private final Sandbox sandbox;
    private final Trials trials;

    private Child(Path root) throws IOException {
        sandbox = Sandbox.in(root);
        trials = new Trials(sandbox, what -> tell("at", what));
    }

    /**
     * Tries cases from a number on until it is ended, or files.
     *
     * @param args the sandbox, then the repository, seed and number, or {@code file} and paths
     */
    public static void main(String[] args) throws IOException {
        endWithTheParent();
        Child child = new Child(Path.of(args[0]));
        if (args[1].equals("file")) {
            for (String file : List.of(args).subList(2, args.length)) {
                child.run(Path.of(file));
            }
            System.exit(0);
        }
        Map<Kind, List<Seed>> seeds = Seeds.all(Path.of(args[1]));
        if (!child.sandbox.showsReading()) {
            child.tell("note", "this file system does not tell when a file is read");
        }
        long seed = Long.parseLong(args[2]);
        for (int number = Integer.parseInt(args[3]); ; number++) {
            Case one = Case.of(seed, number, seeds);
            Path file = child.sandbox.work().resolve(one.fileName());
            Files.write(file, one.bytes());
            child.tell("from", one.from());
            // The parent fetches those with which something was found.
            if (child.run(file)) {
                Files.delete(file);
            }
        }
    }

    /** Nobody writes to this process, but what it could be told ends when its parent does. */
    private static void endWithTheParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        System.err.println("The parent cannot be heard: " + e.getMessage());
                    }
                    Runtime.getRuntime().halt(0);
                },
                "fuzz-parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** Whether all is well. */
    private boolean run(Path file) throws IOException {
        boolean well = true;
        tell("begin", file.toString());
        try {
            trials.run(Case.kindOf(file), file);
        } catch (OutOfMemoryError e) {
            fail(e);
            System.exit(1); // other threads may have missed it
        } catch (Exception | Error e) {
            fail(e);
            well = false;
        }
        Optional<String> offence = sandbox.check();
        if (offence.isPresent()) {
            fail(new IllegalStateException("It " + offence.get()));
        }
        tell("end", file.getFileName().toString());
        return well && offence.isEmpty();
    }

    private void fail(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        tell("fail", trace.toString().replace("\n", "\u0001"));
    }

    private void tell(String what, String more) {
        byte[] line = (MARK + what + " " + more + "\n").getBytes(StandardCharsets.UTF_8);
        parent.write(line, 0, line.length);
        parent.flush();
    }
}
