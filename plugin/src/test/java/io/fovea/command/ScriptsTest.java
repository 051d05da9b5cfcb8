package io.fovea.command;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.fovea.imagej.PlainImageJ;
import io.fovea.imagej.TestModels;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.codehaus.groovy.jsr223.GroovyScriptEngineFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;

/** Runs the script of the cookbook by the engine that Fiji runs Groovy with, and the Java program by Java. */
@ExtendWith(PlainImageJ.class)
class ScriptsTest {
    private static final Path MACROS = Path.of(System.getProperty("fovea.root")).resolve("macros");
    private static final String ANSWER = "two of them.png: 2 nuclei, the largest of 40.0 pixels";

    @TempDir
    Path folder;

    private Path image;
    private Path model;

    @BeforeEach
    void makeImage() {
        ImageProcessor pixels = new ByteProcessor(40, 30);
        pixels.setColor(200);
        pixels.fill(new Roi(5, 5, 6, 6));
        pixels.fill(new Roi(20, 10, 8, 5));
        image = folder.resolve("two of them.png");
        assertThat(new FileSaver(new ImagePlus("", pixels)).saveAsPng(image.toString()))
                .isTrue();
        model = TestModels.trimap(folder);
    }

    /** SciJava's own Groovy, which is this class around that engine, is not on Maven Central. */
    private static final class Groovy extends AdaptedScriptLanguage {
        Groovy() {
            super(new GroovyScriptEngineFactory());
        }
    }

    @Test
    void aScriptInGroovyCallsACommand() throws Exception {
        ScriptService scripts = PlainImageJ.scripts();
        scripts.getIndex().add(new Groovy(), false);

        ScriptModule script = scripts.run(
                        MACROS.resolve("count_nuclei.groovy").toFile(),
                        true,
                        "file",
                        image.toFile(),
                        "model",
                        model.toString())
                .get();

        assertThat(script.getOutput("answer")).hasToString(ANSWER);
    }

    @Test
    void aJavaProgramCallsACommand() throws Exception {
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.awt.headless=true",
                        "-Dscijava.log.level=none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MACROS.resolve("CountNuclei.java").toString(),
                        model.toString(),
                        image.toString())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        java.getInputStream().transferTo(printed);

        assertThat(java.waitFor()).as(folder.resolve("errors.txt").toString()).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).contains(ANSWER);
    }
}
