package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.FoveaException;
import io.fovea.session.Cancellation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class ErrorsTest {

    /** A command that fails. */
    @Command(name = "fovea")
    static final class Failing implements Runnable {
        private final Throwable failure;

        @Parameters(arity = "0..*")
        private String[] files;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    private static Cli.Result run(Throwable failure, Cancellation cancellation, String... arguments) {
        StringWriter err = new StringWriter();
        Errors errors = new Errors(cancellation);
        int code = new CommandLine(new Failing(failure))
                .setExecutionStrategy(Errors::run)
                .setExecutionExceptionHandler(errors)
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Cli.Result(code, "", err.toString());
    }

    static Arguments[] failures() {
        return new Arguments[] {
            Arguments.of(new FoveaException("'a.png' is empty."), "'a.png' is empty."),
            Arguments.of(
                    new OutOfMemoryError("Java heap space"), "'fovea a.png' needs more memory than Java was given"),
            Arguments.of(new StackOverflowError(), "'fovea a.png' nests deeper than Java's stack allows"),
            Arguments.of(new NoClassDefFoundError("org/x/Y"), "A library that 'fovea a.png' needs is missing"),
            Arguments.of(new UnsatisfiedLinkError("no y"), "A library that 'fovea a.png' needs is missing"),
            Arguments.of(new AssertionError("x"), "An error that should not happen"),
            Arguments.of(new IllegalStateException("x"), "An error that should not happen"),
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyErrorIsOneSentenceAndCodeTwo(Throwable failure, String sentence) {
        Cli.Result result = run(failure, Cancellation.NONE, "a.png");

        assertThat(result.err()).startsWith("fovea: " + sentence).hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatGoesWrongAfterACancellationComesOfIt(Throwable failure, String sentence) {
        assertThat(run(failure, () -> true, "a.png").err()).isEqualToIgnoringNewLines("fovea: Cancelled.");
    }

    @Test
    void whatCouldNotBeWrittenEitherIsANote() {
        FoveaException failure = new FoveaException("No machine is left.");
        failure.addSuppressed(
                new FoveaException("The store is down. Journal, tables and report of this run lie in 'x'."));
        failure.addSuppressed(new FoveaException("No machine is left."));

        assertThat(run(failure, Cancellation.NONE).err().lines())
                .containsExactly(
                        "fovea: No machine is left.",
                        "Note: The store is down. Journal, tables and report of this run lie in 'x'.");
        assertThat(run(failure, () -> true).err().lines())
                .startsWith("fovea: Cancelled.")
                .hasSize(3);
    }

    @Test
    void whoCancelsATrainingIsToldHowToGoOn() {
        assertThat(run(new CancellationException("Give --resume."), () -> true).err())
                .isEqualToIgnoringNewLines("fovea: Give --resume.");
    }

    @Test
    void aLongCommandIsShownFromItsBeginning() {
        assertThat(run(new StackOverflowError(), Cancellation.NONE, "x".repeat(5000))
                        .err())
                .startsWith("fovea: 'fovea xxx")
                .contains("x ...'")
                .hasSizeLessThan(500);
    }
}
