package io.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fovea.image.sample.PageSource.Resolution;
import io.fovea.image.sample.PageSource.Resolution.Per;
import io.fovea.image.sample.Units;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelSizesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unit=micron|2|UNKNOWN|0.5 µm",
                "unit=\\u00B5m|2|UNKNOWN|0.5 µm",
                "unit=mm|4|CENTIMETRE|0.25 mm",
                "unit=cm|100000|CENTIMETRE|0.1 µm",
                "unit=cm|40000|UNKNOWN|0.25 µm",
                "unit=cm|40000|INCH|0.25 µm",
                "unit=cm|100|UNKNOWN|0.01 cm",
                "unit=um|40000|CENTIMETRE|0.25 µm",
                "unit=um|4|UNKNOWN|0.25 µm",
                "unit=pixel|100|UNKNOWN|none",
                "images=1|100|UNKNOWN|none",
                "images=1|300|INCH|0.0033333333333333335 inch",
                "images=1|72|INCH|none",
                "unit=\\u00zz|4|UNKNOWN|none",
            })
    void whatImageJWritesIsReadAsItReadsIt(String line, double dots, Per per, String expected) {
        assertThat(words(PixelSizes.of(
                        Optional.of("ImageJ=1.54p\n" + line), Optional.of(new Resolution(dots, dots, per)))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s,1",
        "sec,1",
        "Sec,1",
        "second,1",
        "seconds,1",
        "ms,0.001",
        "msec,0.001",
        "milliseconds,0.001",
        "\u00b5s,0.000001",
        "\u03bcs,0.000001",
        "us,0.000001",
        "microseconds,0.000001",
        "ns,1e-9",
        "min,60",
        "minutes,60",
        "Minute,60",
        "h,3600",
        "hr,3600",
        "hrs,3600",
        "hours,3600",
        "d,86400",
        "days,86400",
        "frames,0",
        "fortnight,0"
    })
    void whatAUserCallsAUnitOfTimeIsKnown(String unit, double seconds) {
        String escaped = unit.replace("\u00b5", "\\u00B5").replace("\u03bc", "\\u03BC");
        String text = "ImageJ=1.54p\nimages=2\nframes=2\nfinterval=2.0\ntunit=" + escaped + "\n";

        assertThat(PixelSizes.stackScale(Optional.of(text), Optional.empty()).interval())
                .isEqualTo(2 * seconds);
    }

    @Test
    void inOmesUnitsOfTimeCapitalsMeanSomethingElse() {
        assertThat(Units.seconds("ms")).isEqualTo(0.001);
        assertThat(Units.seconds("Ms")).isZero();
    }

    @Test
    void theOriginIsImageJs() {
        PixelSize size = PixelSizes.of(
                        Optional.of("ImageJ=1.54p\nunit=mm\nxorigin=10\nyorigin=20"),
                        Optional.of(new Resolution(2, 4, Per.UNKNOWN)))
                .orElseThrow();

        assertThat(size).isEqualTo(new PixelSize(0.5, 0.25, "mm", 10, 20));
        assertThat(size.x(12)).isEqualTo(1);
        assertThat(size.y(24)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.25\"|0.25 µm",
                "PhysicalSizeX=\"3\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\" PhysicalSizeYUnit=\"nm\"|3.0 nm",
                "PhysicalSizeX=\"3\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"3\"|none",
                "PhysicalSizeX=\"500\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"0.5\" PhysicalSizeYUnit=\"\u00b5m\"|500.0 nm",
                "PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"mm\"|0.5 mm",
                "PhysicalSizeX=\"0.5\" PhysicalSizeXUnit=\"mm\" PhysicalSizeY=\"1\" PhysicalSizeYUnit=\"lines\"|none",
                "PhysicalSizeX=\"0\" PhysicalSizeY=\"0\"|none",
                "SizeC=\"1\"|none",
            })
    void omeXmlSaysItItself(String attributes, String expected) {
        String text = "<OME><Image><Pixels " + attributes + "/></Image></OME>";

        assertThat(words(PixelSizes.of(Optional.of(text), Optional.of(new Resolution(2, 2, Per.INCH)))))
                .isEqualTo(expected);
    }

    private static String words(Optional<PixelSize> size) {
        return size.map(known -> known.width() + " " + known.unit()).orElse("none");
    }
}
