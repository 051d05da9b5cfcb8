package io.fovea.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrtTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,        1.29.0, ,  true",
        "Linux,        1.29.0, 0, true",
        "Linux,        1.29.0, 1, false",
        "Linux,        1.30.1, ,  true",
        "Linux,        2.0.0,  ,  true",
        "Linux,        1.28.0, ,  false",
        "Linux,        1.9.0,  ,  false",
        "Linux,        ,       ,  false",
        "Mac OS X,     1.29.0, ,  false",
        "Windows 11,   1.29.0, ,  false"
    })
    void knowsWhereTheCommandLineIsRead(String system, String version, String disabled, boolean read) {
        assertThat(Ort.reads(system, version, disabled)).isEqualTo(read);
    }

    @Test
    void refusesOnlyACommandLineThatOverflowsEvenALargeStack() {
        assertThat(Ort.refusal(3_981)).isEmpty();
        assertThat(Ort.refusal(200_000)).isEmpty();
        assertThat(Ort.refusal(200_001)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("200001 characters", "java @FILE", "ORT_DISABLE_TELEMETRY")
                .endsWith("."));
    }

    @Test
    void nobodyElseMakesTheEnvironment() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Ort")
                .should()
                .callMethod(OrtEnvironment.class, "getEnvironment")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.fovea"));
    }

    /** With this version nothing is refused, and a class path or arguments of any length are no crash. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aLongCommandLineIsNoCrash() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "x".repeat(20_000))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(Ort.environment().getVersion());
    }

    /** What an embedding program does first. */
    static final class Program {
        public static void main(String[] args) {
            System.out.println(Ort.environment().getVersion());
        }
    }
}
