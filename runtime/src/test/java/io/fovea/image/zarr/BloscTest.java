package io.fovea.image.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.fovea.image.sample.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds Blosc against what c-blosc 1.21 wrote of 304 whole numbers of 16 bits. */
class BloscTest {
    private static final int COUNT = 304;

    private static byte[] numbers() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * COUNT).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < COUNT; i++) {
            bytes.putShort((short) (i / 8 * 3 % 40 + i / 152 * 256));
        }
        return bytes.array();
    }

    @ParameterizedTest
    @CsvSource({
        "blosclz, plain, AgEAAmACAABgAgAACQEAABQAAAB3AAAAIwAAAADgAwMBAwDgBQEBBgDgBQEBCQDgBQEBDADgBQEBDwDgBQEBEgDgBQEBFQDgBQEBGADgBQEBGwDgBQEBHgDgBQEBIQDgBQEBJADgBQEBJwDgBQEBAgDgBQEBBQDgBQEBCADgBQEBCwDgBQEBDgDgAwEBDgB2AAAAIxEBEQHgAwMBFAHgBQEBFwHgBQEBGgHgBQEBHQHgBQEBIAHgBQEBIwHgBQEBJgHgBQEAAeAGAAEEAeAFAQEHAeAFAQEKAeAFAQENAeAFAQEQAeAFAQETAeAFAQEWAeAFAQEZAeAFAQEcAeAFAQEfAeADAQEfAQ==",
        "blosclz, bytes, AgEBAmACAABgAgAAzwAAABQAAAChAAAAKAAAAAAAAAAAA6AAAAagAAAJoAAADKAAAA+gAAASoAAAFaAAABigAAAboAAAHqAAACGgAAAkoAAAJ6AAAAKgAAAFoAAACKAAAAugAAAOoAAAEaAAABSgAAAXoAAAGqAAAB2gAAAgoAAAI6AAACagAAABoAAABKAAAAegAAAKoAAADaAAABCgAAAToAAAFqAAABmgAAAcoAAHHx8fHx8fHx8SAAAAIwAAAADgigMBAAHgiwACAQEB",
        "blosclz, bits, AgEEAmACAABgAgAAjgAAABQAAABYAAAAIwD/AP/gGgMC//8A4BgDBv8AAP8A///gFwcFAAAA////gAQAAKAMBwAA//8AAAAAgAcBAP/gAA0B//+gCgEAAOAJDOAAGgMAAAAA4AMN4AQM4EIAAgAAABoAAAAjAAAAAOAFAwEA/+AIAAD/4AUh4PAAAgAAAA==",
        "lz4, plain, AgEgAmACAABgAgAAwAAAABQAAABSAAAAGwABABsDAgAbBgIAGwkCABsMAgAbDwIAGxICABsVAgAbGAIAGxsCABseAgAbIQIAGyQCABsnAgAbAgIAGwUCABsIAgAbCwIAFg4CAFAADgAOAFIAAAAqEQECABsUAgAbFwIAGxoCABsdAgAbIAIAGyMCABsmAgAMAQAbBAIAGwcCABsKAgAbDQIAGxACABsTAgAbFgIAGxkCABscAgAWHwIAUAEfAR8B",
        "lz4, bytes, AgEhAmACAABgAgAAyQAAABQAAACdAAAAEwABABMDAQATBgEAEwkBABMMAQATDwEAExIBABMVAQATGAEAExsBABMeAQATIQEAEyQBABMnAQATAgEAEwUBABMIAQATCwEAEw4BABMRAQATFAEAExcBABMaAQATHQEAEyABABMjAQATJgEAEwEBABMEAQATBwEAEwoBABMNAQATEAEAExMBABMWAQATGQEAExwBAIAfHx8fHx8fHxAAAAAfAAEAhB8BAQB/UAEBAQEB",
        "lz4, bits, AgEkAmACAABgAgAAjAAAABQAAABbAAAALwD/AgATL/8ABAAPEABLAABQAA8IAAsASgAAJAABCwADDQAAOAAADQACCAABIAAAAgAQ/wEAAAkAAAIAAAwAAyYAAw0ABQ4AATkABw4ACQ0ADwIANVAAAAAAABUAAAAeAAEAHv8BAA4lAA8CAOBQAAAAAAA=",
        "snappy, plain, AgFAAmACAABgAgAA9QAAABQAAABtAAAAsAIAADoBAAADOgIAAAY6AgAACToCAAAMOgIAAA86AgAAEjoCAAAVOgIAABg6AgAAGzoCAAAeOgIAACE6AgAAJDoCAAAnOgIAAAI6AgAABToCAAAIOgIAAAs6AgA8DgAOAA4ADgAOAA4ADgAOAGwAAACwAgQRATYCAAAUOgIAABc6AgAAGjoCAAAdOgIAACA6AgAAIzoCAAAmOgIAPgEAAAQ6AgAABzoCAAAKOgIAAA06AgAAEDoCAAATOgIAABY6AgAAGToCAAAcOgIAPB8BHwEfAR8BHwEfAR8BHwE=",
        "snappy, bytes, AgFBAmACAABgAgAA1wAAABQAAACjAAAAsAIAAA0BAAMNAQAGDQEACQ0BAAwNAQAPDQEAEg0BABUNAQAYDQEAGw0BAB4NAQAhDQEAJA0BACcNAQACDQEABQ0BAAgNAQALDQEADg0BABENAQAUDQEAFw0BABoNAQAdDQEAIA0BACMNAQAmDQEAAQ0BAAQNAQAHDQEACg0BAA0NAQAQDQEAEw0BABYNAQAZDQE8HBwcHBwcHBwfHx8fHx8fHxgAAACwAgAA/gEA/gEAWgEAAAH+AQD+AQBaAQA=",
        "snappy, bits, AgFEAmACAABgAgAAfgAAABQAAABHAAAAsAIEAP+WAgAI/wAAggQAAAABSwFQdggAAUoBLAEFEQ0FXQEBBRURGwEJBREFAQD/AQEFCgk2HRsJEQEHCQE2GwD+AQAuAQAbAAAAsAIAAEYBAAD/RgEARiUA/gEA/gEA/gEA3gEA",
        "zlib, plain, AgFgAmACAABgAgAAhAAAABQAAAA0AAAAeNpdwdEGwCAAAMA0zaY0IsaIiP3/H+55dxfC38adJwsvNnbefDg4ufgyMvFgZuUHPwMJyTQAAAB42l3B0QbAIAAAQCNGjKU0ZVPE/v8T97y7S1v6LbzY+XBy8aUCd0YePJlZ2Xhz8APaOQz5",
        "zlib, bytes, AgFhAmACAABgAgAAcwAAABQAAABIAAAAeNotwdkSQgAAAEAkouQoKkdqGP7/D3tod4Pg70BCxoWShpYnA2++rOxEHDlx5krNnQc9Ex8WNkJiUnIKKm50vBiZ+QEumBYpDwAAAHjaY2AYnIBxkAIALpwAmQ==",
        "zlib, bits, AgFkAmACAABgAgAAXAAAABQAAAAuAAAAeNpj+M9AFPzPQBgzQBQSokGq/0MJGIcBykGSh8rBmNg4cB6yHgwOVQEAxIpeohIAAAB42mNgwAD/MQHDKIACAGngEu4=",
        "zstd, plain, AgGQAmACAABgAgAAXQAAABQAAABFAAAAKLUv/WBgAd0BAHQCAAMGCQwPEhUYGx4hJCcCBQgLDhEBFBcaHSAjJgEEBwoNEBMWGRwfJqgg/PA5EP7ED6tKHsOKDnsB",
        "zstd, bytes, AgGRAmACAABgAgAAWwAAABQAAABDAAAAKLUv/WBgAc0BAIQCAAMGCQwPEhUYGx4hJCcCBQgLDhEUFxodICMmAQQHCg0QExYZHB8AAShYAQARzK////8GlErJCA==",
        "zstd, bits, AgGUAmACAABgAgAATAAAABQAAAA0AAAAKLUv/WBgAVUBANJEBAbgDwBgTAoeAPnAMTAOzlksCAAGQBXgncGlAZCrwAT3yghfp+1xbQ==",
    })
    void everyCompressorAndShuffleIsUndone(String compressor, String shuffle, String stored) throws IOException {
        byte[] bytes = Base64.getDecoder().decode(stored);

        assertThat(Blosc.decode(bytes, 2 * COUNT)).isEqualTo(numbers());
        assertThatThrownBy(() -> Blosc.decode(bytes, 2 * COUNT - 1)).isInstanceOf(IOException.class);
    }

    @Test
    void whatCouldNotBeMadeSmallerLiesThereAsItIs() throws IOException {
        ByteBuffer stored = ByteBuffer.allocate(16 + 3).order(ByteOrder.LITTLE_ENDIAN);
        stored.put(new byte[] {2, 1, 3, 2}).putInt(3).putInt(3).putInt(19).put(new byte[] {7, 8, 9});

        assertThat(Blosc.decode(stored.array(), 3)).containsExactly(7, 8, 9);
    }

    @Test
    void whatLiesThereAsItIsAndIsCutOffIsNotFilledUp() {
        ByteBuffer stored = ByteBuffer.allocate(16 + 2).order(ByteOrder.LITTLE_ENDIAN);
        stored.put(new byte[] {2, 1, 3, 2}).putInt(3).putInt(3).putInt(19).put(new byte[] {7, 8});

        assertThatThrownBy(() -> Blosc.decode(stored.array(), 3))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void lz4ThatEndsEarlyIsNotFilledUp() throws IOException {
        ByteBuffer stored = ByteBuffer.allocate(4 + 4).order(ByteOrder.LITTLE_ENDIAN);
        stored.putInt(5).put(new byte[] {3 << 4, 7, 8, 9}); // three literals, where five bytes are said
        Codec codec = Codec.of("lz4", MissingNode.getInstance());

        assertThat(codec.decode(stored.array(), 5)).containsExactly(7, 8, 9);
    }

    @Test
    void lz4ThatIsTooShortForItsOwnSizeIsDamaged() throws IOException {
        ChunkCodecs codecs = ChunkCodecs.of2(
                ZarrVersion.JSON.readTree("{\"compressor\":{\"id\":\"lz4\"}}"), 1, ByteOrder.LITTLE_ENDIAN);

        assertThatThrownBy(() -> codecs.decode(new byte[] {1, 2}, 5, "0.0"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("its chunk '0.0' cannot be decoded");
    }

    @Test
    void bitsOfValuesWhoseNumberEightDoesNotDivideWereLeft() {
        byte[] target = new byte[6];
        Shuffle.bits(new byte[] {1, 2, 3, 4, 5, 6}, target, 0, 6, 2);

        assertThat(target).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void bytesBehindTheLastWholeValueStay() {
        byte[] target = new byte[7];
        Shuffle.bytes(new byte[] {1, 2, 3, 4, 5, 6, 7}, target, 0, 7, 2);

        assertThat(target).containsExactly(1, 4, 2, 5, 3, 6, 7);
    }
}
