package io.fovea.imagej;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorstepTest {
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, true", "11, true", "16, true", "17, false", "21, false", "25, false"})
    void knowsWhichJavaIsTooOld(String version, boolean tooOld) {
        assertThat(Doorstep.isTooOld(version)).isEqualTo(tooOld);
    }

    @Test
    void anOldJavaIsToldSo() {
        assertThat(Doorstep.obstacle("1.8", "/opt/java8", Doorstep.class.getClassLoader()))
                .isEqualTo("Fovea needs Java 17 or newer, and this ImageJ runs on Java 1.8 (/opt/java8). Take a newer"
                        + " Fiji, or start ImageJ with a newer Java.");
    }

    @Test
    void aJarWithoutTheOthersIsToldWhichIsMissing() throws IOException {
        try (URLClassLoader alone = new URLClassLoader(new URL[0], null)) {
            assertThat(Doorstep.obstacle("17", "", alone))
                    .startsWith("Fovea lacks its library 'onnxruntime': one jar is not enough. Unpack the whole zip");
        }
        assertThat(Doorstep.obstacle("17", "", Doorstep.class.getClassLoader())).isNull();
    }

    @Test
    void isUnderstoodByJavaEight() throws IOException {
        try (DataInputStream file = new DataInputStream(Doorstep.class.getResourceAsStream("Doorstep.class"))) {
            file.readInt();
            file.readUnsignedShort();

            assertThat(file.readUnsignedShort()).isEqualTo(JAVA_8);
        }
    }

    @Test
    void everyMenuEntryLeadsOverIt() {
        assertThat(FoveaMenu.entries()).isNotEmpty().allSatisfy(entry -> assertThat(entry.plugin())
                .startsWith(Doorstep.class.getName() + "(\""));
    }
}
