package io.fovea.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The same input gives the same files whatever language, alphabet and hour the machine is set to. */
class PortableTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fovea");

    /** Signatures that take the machine's language, where others take one. */
    private static final Set<String> OF_THE_LANGUAGE = Set.of(
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
            "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
            "java.text.DecimalFormat.<init>(java.lang.String)",
            "java.text.SimpleDateFormat.<init>(java.lang.String)",
            "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
            "java.util.Scanner.<init>(java.io.InputStream)",
            "java.util.Locale.getDefault()");

    /** Signatures that take the machine's alphabet. */
    private static final Set<String> OF_THE_ALPHABET = Set.of(
            "java.lang.String.getBytes()",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.io.FileReader.<init>(java.lang.String)",
            "java.io.FileReader.<init>(java.io.File)",
            "java.io.FileWriter.<init>(java.lang.String)",
            "java.io.FileWriter.<init>(java.io.File)",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream)",
            "java.io.PrintWriter.<init>(java.io.OutputStream, boolean)",
            "java.io.PrintStream.<init>(java.io.OutputStream)",
            "java.io.PrintStream.<init>(java.io.OutputStream, boolean)",
            "java.lang.Process.inputReader()",
            "java.nio.charset.Charset.defaultCharset()");

    @Test
    void nothingHangsOnTheLanguage() {
        noClasses().should().callCodeUnitWhere(target(isOneOf(OF_THE_LANGUAGE))).check(HOUSE);
    }

    @Test
    void nothingHangsOnTheAlphabet() {
        noClasses().should().callCodeUnitWhere(target(isOneOf(OF_THE_ALPHABET))).check(HOUSE);
    }

    private static DescribedPredicate<CodeUnitCallTarget> isOneOf(Set<String> signatures) {
        return new DescribedPredicate<>("is of the machine's own settings") {
            @Override
            public boolean test(CodeUnitCallTarget called) {
                List<String> parameters = called.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toList();
                return signatures.contains(called.getOwner().getName() + "." + called.getName() + "("
                        + String.join(", ", parameters) + ")");
            }
        };
    }
}
