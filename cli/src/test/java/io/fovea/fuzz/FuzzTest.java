package io.fovea.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever a file holds: a result or a sentence; no other error, no crash, no hang, no memory without end, nothing read
 * or written elsewhere.
 */
class FuzzTest {
    private static final Path ROOT = Path.of(System.getProperty("fovea.root"));
    private static final Path FOLDER = ROOT.resolve("cli/target/fuzz");

    @Test
    void damagedInputsEndInResultsOrSentences() throws IOException, InterruptedException {
        Fuzz fuzz = new Fuzz(ROOT, FOLDER, Long.getLong("fuzz.seed", 1));
        String replayed = System.getProperty("fuzz.replay", "");
        if (replayed.isEmpty()) {
            double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "1"));
            fuzz.run(Integer.getInteger("fuzz.from", 0), Duration.ofSeconds(Math.round(60 * minutes)));
        } else {
            fuzz.replay(ROOT.resolve(replayed));
        }
        System.err.println("fuzz: " + fuzz.tried() + " inputs tried");

        Map<String, Integer> causes = new TreeMap<>();
        fuzz.findings().forEach((cause, alike) -> causes.put(cause, alike.size()));
        assertThat(causes).as("what was found; the inputs are in %s", FOLDER).isEmpty();
        assertThat(fuzz.tried()).isPositive();
    }
}
