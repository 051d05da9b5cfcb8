package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fovea.session.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Interrupts every command at random moments, each in a Java of its own. {@code -Dfovea.interrupts=300} says how often,
 * {@code -Dfovea.interrupts.seconds=2} how soon each has to end, {@code -Dfovea.interrupts.seed=1} repeats the moments.
 */
class InterruptTest {
    private static final int IN_SHORT = 16;
    private static final int LONG = 100;

    /** Generous, as the machine that tests may be busy. */
    private static final double SECONDS = Double.parseDouble(System.getProperty("fovea.interrupts.seconds", "20"));

    private static final double FIRST = 0.1;
    private static final double LAST = 3;

    @TempDir
    private Path folder;

    /** One opens windows to stay, one starts other programs, one needs Spark, which is not beside, and one prints what is written. */
    private static final Set<String> LEFT_OUT = Set.of("imagej", "example", "spark", "help");

    @Test
    void everyCommandIsTried() throws Exception {
        Set<Object> tried = new HashSet<>(LEFT_OUT);
        new Interrupts(folder)
                .commands(false)
                .forEach(command -> tried.add(command.arguments().get(0)));

        assertThat(Fovea.commandLine(Cancellation.NONE).getSubcommands().keySet())
                .isSubsetOf(tried.toArray(String[]::new));
    }

    @Test
    void everyCommandEndsInOrderWheneverItIsInterrupted() throws Exception {
        Interrupts.obstacle().ifPresent(why -> assumeTrue(false, why));
        int wanted = Integer.getInteger("fovea.interrupts", IN_SHORT);
        Random random = new Random(Long.getLong("fovea.interrupts.seed", System.nanoTime()));
        Interrupts interrupts = new Interrupts(folder);
        List<Interrupts.Command> commands = interrupts.commands(wanted > LONG);
        Collections.shuffle(commands, random);
        List<Interrupts.Outcome> outcomes = new ArrayList<>();
        int tries = 0;
        while (outcomes.size() < wanted && tries < 3 * wanted) {
            Interrupts.Command command = commands.get(tries++ % commands.size());
            double delay = FIRST + (LAST - FIRST) * random.nextDouble();
            Interrupts.Outcome outcome = interrupts.interrupt(command, random, delay);
            if (!outcome.tooLate() || !outcome.complaints().isEmpty()) {
                outcomes.add(outcome);
            }
        }

        System.out.printf(
                Locale.ROOT,
                "%d interrupts: %d before Java listened, %d not waited for, the slowest took %.2f s, the mean %.2f s%n",
                outcomes.size(),
                outcomes.stream().filter(Interrupts.Outcome::tooEarly).count(),
                outcomes.stream().filter(Interrupts.Outcome::halted).count(),
                outcomes.stream().mapToDouble(Interrupts.Outcome::seconds).max().orElse(0),
                outcomes.stream()
                        .mapToDouble(Interrupts.Outcome::seconds)
                        .average()
                        .orElse(0));
        assertThat(outcomes).hasSize(wanted).allSatisfy(outcome -> {
            assertThat(outcome.complaints()).as(outcome.what()).isEmpty();
            assertThat(outcome.seconds()).as(outcome.what()).isLessThan(SECONDS);
        });
    }

    /** A step of a large network takes longer than people wait, and its library must not be taken down meanwhile. */
    @Test
    void aStepOfATrainingThatIsNotWaitedForEndsWithoutACrash() throws Exception {
        Interrupts.obstacle().ifPresent(why -> assumeTrue(false, why));
        Interrupts interrupts = new Interrupts(folder);
        Path recipe = Files.writeString(
                folder.resolve("large.yaml"),
                """
                name: large
                architecture: zoo:vgg16
                task: classification
                labels: [a, b]
                input: {width: 96, height: 96, channels: 3}
                data: {kind: folder}
                training: {epochs: 3, batch: 16, optimizer: sgd, learningRate: 0.001, seed: 1}
                """);
        Interrupts.Command training = interrupts.training(recipe);
        Random random = new Random(7);
        for (int i = 0; i < 2; i++) {
            Interrupts.Outcome outcome = interrupts.interruptTwice(training, random, 5 + 2 * random.nextDouble());

            assertThat(outcome.tooLate()).isFalse();
            assertThat(outcome.complaints()).as(outcome.what()).isEmpty();
        }
    }
}
