package io.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.JarURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: its exit code, its standard output, the ImageJ that it patches. */
@Timeout(300)
class ProcessTest {
    @TempDir
    private Path folder;

    private ChildJava java;

    @Test
    void outputThatCannotBeWrittenIsNeverCodeZero() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full on this system");
        java = new ChildJava(folder);

        ChildJava.Ended ended = java.run(Redirect.to(full.toFile()), "models");

        assertThat(ended.err())
                .startsWith("fovea: Standard output cannot be written to (")
                .contains("space");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void tooLittleMemoryIsASentenceThatNamesTheFile() throws Exception {
        java = new ChildJava(folder).with("-Xmx64m");

        ChildJava.Ended ended = java.run("summary", "zoo:vgg16");

        assertThat(ended.err())
                .startsWith("fovea: 'fovea summary zoo:vgg16' needs more memory than Java was given, which is 0.1 GB")
                .contains("FOVEA_JAVA_OPTIONS=-Xmx1g")
                .hasLineCount(1);
        assertThat(ended.err()).doesNotContain("\tat ", "Exception");
        assertThat(ended.code()).isEqualTo(2);
    }

    /** As it is left where a first training is killed while libtorch is unpacked. */
    @Test
    void aLibraryOfLibtorchThatIsNotWholeIsUnpackedAnew() throws Exception {
        Path cache = folder.resolve("cache");
        java = new ChildJava(folder).with("-Dorg.bytedeco.javacpp.cachedir=" + cache);
        String name = Stream.of("", "-gpu")
                .map(build -> "/org/bytedeco/pytorch/" + Loader.getPlatform() + build + "/"
                        + System.mapLibraryName("torch_cpu"))
                .filter(place -> torch.class.getResource(place) != null)
                .findFirst()
                .orElseThrow();
        JarURLConnection packed =
                (JarURLConnection) torch.class.getResource(name).openConnection();
        Path library = cache.resolve(Path.of(packed.getJarFileURL().toURI()).getFileName() + name);
        Files.createDirectories(library.getParent());
        try (InputStream in = packed.getInputStream()) {
            Files.write(library, in.readNBytes(600_000));
        }

        ChildJava.Ended ended = java.run(
                "train", Halves.write(folder, 40, 1), "--data", folder, "--output", folder.resolve("halves.onnx"));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(library).hasSize(packed.getContentLengthLong());
    }

    /** Ordinary commands of ImageJ, which make dialogs to read their options, around one of Fovea's. */
    @Test
    void commandsOfImageJReadTheirOptionsWithoutADisplay() throws Exception {
        // Of someone who has never run Java: it makes itself folders, of which nobody wants to read.
        java = new ChildJava(folder).with("-Djava.util.prefs.userRoot=" + folder.resolve("home"));
        Path model = TestModels.trimap(folder);
        Path image = TestImages.squares(folder.resolve("seven.png"), 7);
        Path macro = macro(
                "open(getArgument());",
                "run('Gaussian Blur...', 'sigma=0.5');",
                "run('Set Measurements...', 'area mean redirect=None decimal=3');",
                "run('Segment...', 'model=[" + model + "] output=labels rois');",
                "print('managed ' + roiManager('count'));",
                "setThreshold(1, 65535); run('Analyze Particles...', 'size=20-Infinity display clear');",
                "print('done ' + nResults + ' of area ' + getResult('Area', 0));");

        ChildJava.Ended ended = java.run("macro", macro, image);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("managed 7", "done 7 of area 64");
        assertThat(ended.code()).isZero();
    }

    /** Against values that ImageJ's definition of each gives by hand. */
    @Test
    void theOptionsAreThoseOfTheMacro() throws Exception {
        java = new ChildJava(folder);
        Path macro = macro(
                "newImage('a', '8-bit black', 9, 9, 1); setPixel(4, 4, 200); six = 6;",
                "run('Add...', 'value=&six'); print('add ' + getPixel(0, 0));",
                "run('Maximum...', 'radius=1'); print('max ' + getPixel(4, 5) + ' ' + getPixel(4, 6));",
                "run('Scale...', 'x=2 y=2 width=18 height=18 interpolation=None create title=b');",
                "print('scaled ' + getWidth() + ' ' + getPixel(8, 8));",
                "run('Canvas Size...', 'width=20 height=22 position=Top-Left zero');",
                "print('canvas ' + getWidth() + 'x' + getHeight());");

        ChildJava.Ended ended = java.run("macro", macro);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines()).containsExactly("add 6", "max 206 6", "scaled 18 206", "canvas 20x22");
    }

    @Test
    void aChoiceThatThereIsNotIsAnErrorAndNotTheFirstOne() throws Exception {
        java = new ChildJava(folder);
        Path macro = macro(
                "newImage('a', '8-bit black', 9, 9, 1);",
                "run('Canvas Size...', 'width=20 height=20 position=Middle zero');");

        ChildJava.Ended ended = java.run("macro", macro);

        assertThat(ended.err())
                .contains("Line 2", "'Middle' is none of its choices", "Center")
                .hasLineCount(1);
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void aDialogThatHasNobodyToAskSaysSo() throws Exception {
        java = new ChildJava(folder);
        Path command = macro("newImage('a', '8-bit black', 9, 9, 1);", "run('Gaussian Blur...');");
        ChildJava.Ended ended = java.run("macro", command);
        assertThat(ended.err()).contains("Line 2", "give its values as the second argument of run(...)");
        assertThat(ended.code()).isEqualTo(2);

        Path own = macro("x = 1;", "n = getNumber('How many?', 5);");
        ended = java.run("macro", own);
        assertThat(ended.err()).contains("Line 2: it asks in a dialog", "getArgument()");
        assertThat(ended.code()).isEqualTo(2);
    }

    private Path macro(String... lines) throws IOException {
        return Files.writeString(folder.resolve("test.ijm"), String.join("\n", lines));
    }
}
