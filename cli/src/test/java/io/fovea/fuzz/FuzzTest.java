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
    private static final int INPUTS = 2000;
    private static final Path FOLDER = ROOT.resolve("cli/target/fuzz");

    @Test
    void damagedInputsEndInResultsOrSentences() throws IOException, InterruptedException {
        Fuzz fuzz = new Fuzz(ROOT, FOLDER, Long.getLong("fuzz.seed", 1));
        String replayed = System.getProperty("fuzz.replay", "");
        if (replayed.isEmpty()) {
            // The same inputs on every machine that is fast enough: a faster one is no reason to fail.
            String asked = System.getProperty("fuzz.minutes", "");
            double minutes = asked.isEmpty() ? 0.5 : Double.parseDouble(asked);
            int most = asked.isEmpty() ? INPUTS : Integer.MAX_VALUE;
            fuzz.run(Integer.getInteger("fuzz.from", 0), most, Duration.ofSeconds(Math.round(60 * minutes)));
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
