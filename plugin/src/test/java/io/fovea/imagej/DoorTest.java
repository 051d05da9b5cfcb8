package io.fovea.imagej;

import static io.fovea.imagej.PlainImageJ.macro;
import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.module.Module;

@ExtendWith(PlainImageJ.class)
class DoorTest {
    private static final String NEW = "newImage('a', '8-bit', 8, 8, 1);";

    private static List<Object> keys(String options) {
        assertThat(macro(NEW, "run('Echo...', '" + options + "');")).isEmpty();
        return EchoCommand.CALLS.get(EchoCommand.CALLS.size() - 1).keys();
    }

    @Test
    void keysThatAreLeftOutHaveTheirDefaults() {
        assertThat(keys("flag=false")).containsExactly("a", "one", "", 2.5, false, true);
    }

    @Test
    void aLineWithoutOptionsRunsWithDefaultsWhereThereIsNoDisplay() {
        assertThat(macro(NEW, "run('Echo...');")).isEmpty();

        assertThat(EchoCommand.CALLS.get(0).keys()).containsExactly("a", "one", "", 2.5, false, true);
    }

    @Test
    void everyKeyIsTaken() {
        assertThat(keys("word=[two words] path=[/my files/x.onnx] amount=7 flag on=false"))
                .containsExactly("a", "two words", "/my files/x.onnx", 7.0, true, false);
    }

    @ParameterizedTest
    @CsvSource({"flag, true", "flag=true, true", "flag=false, false", "amount=1, false"})
    void flagsAreTakenBareAndWithAValue(String options, boolean expected) {
        assertThat(keys(options).get(4)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"on, true", "on=true, true", "on=false, false", "amount=1, true"})
    void flagsThatAreOnByDefaultCanBeTurnedOff(String options, boolean expected) {
        assertThat(keys(options).get(5)).isEqualTo(expected);
    }

    @Test
    void windowsPathsKeepTheirBackslashes() {
        assertThat(keys("path=[C:\\\\\\\\my models\\\\\\\\new.onnx]".replace("\\\\\\\\", "\\\\"))
                        .get(2))
                .isEqualTo("C:\\my models\\new.onnx");
    }

    @Test
    void macroVariablesStandBehindAnAmpersand() {
        assertThat(macro(NEW, "n = 12; p = 'my file';", "run('Echo...', 'amount=&n path=&p');"))
                .isEmpty();

        assertThat(EchoCommand.CALLS.get(0).amount()).isEqualTo(12);
        assertThat(EchoCommand.CALLS.get(0).path()).isEqualTo("my file");
    }

    @Test
    void anUnknownKeyIsRefusedByNameAndStopsTheMacro() {
        assertThat(macro(NEW, "run('Echo...', 'amount=1 colour=red');", "run('Echo...', 'amount=2');"))
                .contains("Line 2: Echo... has no key 'colour'. Its keys are: image, word, path, amount, flag, on.");

        assertThat(EchoCommand.CALLS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "amount=many | The key 'amount' takes a number, not 'many'.",
                "flag=perhaps | The key 'flag' is a flag, not 'perhaps'. Give flag, flag=true or flag=false.",
                "word | The key 'word' needs a value: word=..., in [brackets] if there is a space in it.",
                "image=nowhere | No open image has the title or ID 'nowhere'. Open are: a.",
                "word=fail | The word is fail; give another."
            })
    void aWrongValueIsOneSentence(String options, String sentence) {
        assertThat(macro(NEW, "run('Echo...', '" + options + "');")).contains("Line 2: " + sentence);
    }

    @Test
    void aFaultIsOneSentenceToo() {
        assertThat(macro(NEW, "run('Echo...', 'word=crash');"))
                .contains("Line 2: Echo... failed: java.lang.IllegalStateException: a fault. The log says where.");
    }

    @Test
    void cancellingEndsTheMacroWithoutAnError() {
        assertThat(macro(NEW, "run('Echo...', 'word=cancel');", "run('Echo...', 'amount=2');"))
                .isEmpty();

        assertThat(EchoCommand.CALLS).hasSize(1);
    }

    @Test
    void withoutAnImageThereIsAnErrorThatStopsTheMacro() {
        assertThat(macro("run('Echo...', 'amount=1');", "print('not reached'); exit;"))
                .contains("Line 1: There are no images open. Open one, then run Echo... again.");
    }

    @Test
    void theCurrentImageOfABatchIsTakenAndTheFirstOutputIsThenActive() {
        assertThat(macro(
                        "newImage('a', '8-bit', 8, 8, 1);",
                        "newImage('b', '8-bit', 8, 8, 1);",
                        "selectImage('a');",
                        "run('Echo...', 'flag');",
                        "if (getTitle() != 'a-first') exit('active is ' + getTitle());",
                        "if (nImages != 4) exit('open are ' + nImages);",
                        "run('Echo...', 'amount=1');"))
                .isEmpty();

        assertThat(EchoCommand.CALLS).extracting(EchoCommand.Call::image).containsExactly("a", "a-first");
    }

    @Test
    void imagesAreFoundByTitleAndThenById() {
        assertThat(macro(
                        "newImage('a b', '8-bit', 8, 8, 1); id = getImageID();",
                        "newImage('c', '8-bit', 8, 8, 1);",
                        "run('Echo...', 'image=[a b]');",
                        "run('Echo...', 'image=' + id);"))
                .isEmpty();

        assertThat(EchoCommand.CALLS).extracting(EchoCommand.Call::image).containsExactly("a b", "a b");
    }

    @Test
    void anImageGivenToRunIsTaken() {
        ImagePlus other = IJ.createImage("other", "8-bit", 8, 8, 1);
        ImagePlus hidden = IJ.createImage("hidden", "8-bit", 8, 8, 1);
        WindowManager.setTempCurrentImage(other);

        IJ.run(hidden, "Echo...", "amount=3");

        assertThat(EchoCommand.CALLS.get(0).image()).isEqualTo("hidden");
        assertThat(WindowManager.getCurrentImage()).isSameAs(other);
    }

    @Test
    void theOutputOfAPlainRunIsTheCurrentImage() {
        WindowManager.setTempCurrentImage(IJ.createImage("a", "8-bit", 8, 8, 1));

        IJ.run("Echo...", "amount=3");

        assertThat(IJ.getImage().getTitle()).isEqualTo("a-first");
    }

    @Test
    void runsOnTheCallersThread() {
        assertThat(macro(NEW, "run('Echo...', 'amount=1');")).isEmpty();

        assertThat(EchoCommand.CALLS.get(0).thread()).isEqualTo("Run$_Macro$");
    }

    @Test
    void rowsAreAppendedToResultsWithTheImageFirst() {
        assertThat(macro(
                        NEW,
                        "run('Echo...', 'amount=1');",
                        "selectImage('a');",
                        "run('Echo...', 'amount=2 word=[two words]');",
                        "if (nResults != 2) exit('rows: ' + nResults);",
                        "if (getResult('Amount', 1) != 2) exit('amount');"))
                .isEmpty();

        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.getLabel(1)).isEqualTo("a");
        assertThat(results.getStringValue("Word", 1)).isEqualTo("two words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word=[two words] path=[C:\\my files\\x.onnx] amount=7.25 flag on=false",
                "word=one path=[/a \"quoted\" name] amount=-3",
                "path=/plain/path amount=1e-5 flag=true on"
            })
    void whatIsRecordedMeansTheSame(String options) throws Exception {
        ImagePlus image = IJ.createImage("a", "8-bit", 8, 8, 1);
        CommandCall call = CommandCall.prepare(Scijava.context(), EchoCommand.class.getName());
        call.read(MacroLine.parse(options));
        Door.record(call);
        // The recorder writes its options as they are between quotes.
        String recorded = Recorder.getCommandOptions();

        assertThat(recorded).contains("word=", "path=", "amount=", "flag", "on").doesNotContain("image");
        assertThat(macro(NEW, "run(\"Echo...\", \"" + recorded + "\");")).isEmpty();
        IJ.run(image, "Echo...", options);
        assertThat(EchoCommand.CALLS.get(0).keys())
                .isEqualTo(EchoCommand.CALLS.get(1).keys());
    }

    @Test
    void scriptsCallTheSameCommandThroughSciJava() throws InterruptedException, ExecutionException {
        ImagePlus image = IJ.createImage("a", "8-bit", 8, 8, 1);

        Module module = PlainImageJ.commands()
                .run(EchoCommand.class, true, "image", image, "amount", 4)
                .get();

        assertThat(((ImagePlus) module.getOutput("first")).getTitle()).isEqualTo("a-first");
        assertThat(EchoCommand.CALLS.get(0).amount()).isEqualTo(4);
    }
}
