package io.fovea.fuzz;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.fovea.AtomicFolder;
import io.fovea.image.OmeFiles;
import io.fovea.image.PackedImage;
import io.fovea.image.PixelSize;
import io.fovea.image.zarr.ZarrStore;
import io.fovea.image.zarr.ZarrVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Small stores of OME-Zarr in both formats, with every codec, each as a zip of its files. */
final class ZarrSeeds {
    private static final int ROWS = 16;
    private static final int COLUMNS = 19;

    /** Chunks of {@value #ROWS} x {@value #COLUMNS} values of 16 bits that c-blosc 1.21 wrote. */
    private static final Map<String, String> BLOSC = new TreeMap<>(
            Map.of(
                    "blosclz",
                    "AgEBAmACAABgAgAAzwAAABQAAAChAAAAKAAAAAAAAAAAA6AAAAagAAAJoAAADKAAAA+gAAASoAAAFaAAABigAAAboAAAHqAAACGgAAAkoAAAJ6AAAAKgAAAFoAAACKAAAAugAAAOoAAAEaAAABSgAAAXoAAAGqAAAB2gAAAgoAAAI6AAACagAAABoAAABKAAAAegAAAKoAAADaAAABCgAAAToAAAFqAAABmgAAAcoAAHHx8fHx8fHx8SAAAAIwAAAADgigMBAAHgiwACAQEB",
                    "lz4",
                    "AgEkAmACAABgAgAAjAAAABQAAABbAAAALwD/AgATL/8ABAAPEABLAABQAA8IAAsASgAAJAABCwADDQAAOAAADQACCAABIAAAAgAQ/wEAAAkAAAIAAAwAAyYAAw0ABQ4AATkABw4ACQ0ADwIANVAAAAAAABUAAAAeAAEAHv8BAA4lAA8CAOBQAAAAAAA=",
                    "snappy",
                    "AgFBAmACAABgAgAA1wAAABQAAACjAAAAsAIAAA0BAAMNAQAGDQEACQ0BAAwNAQAPDQEAEg0BABUNAQAYDQEAGw0BAB4NAQAhDQEAJA0BACcNAQACDQEABQ0BAAgNAQALDQEADg0BABENAQAUDQEAFw0BABoNAQAdDQEAIA0BACMNAQAmDQEAAQ0BAAQNAQAHDQEACg0BAA0NAQAQDQEAEw0BABYNAQAZDQE8HBwcHBwcHBwfHx8fHx8fHxgAAACwAgAA/gEA/gEAWgEAAAH+AQD+AQBaAQA=",
                    "zlib",
                    "AgFhAmACAABgAgAAcwAAABQAAABIAAAAeNotwdkSQgAAAEAkouQoKkdqGP7/D3tod4Pg70BCxoWShpYnA2++rOxEHDlx5krNnQc9Ex8WNkJiUnIKKm50vBiZ+QEumBYpDwAAAHjaY2AYnIBxkAIALpwAmQ==",
                    "zstd",
                    "AgGUAmACAABgAgAATAAAABQAAAA0AAAAKLUv/WBgAVUBANJEBAbgDwBgTAoeAPnAMTAOzlksCAAGQBXgncGlAZCrwAT3yghfp+1xbQ=="));

    private final Path folder;

    private ZarrSeeds(Path folder) {
        this.folder = folder;
    }

    /** All of them, in the same order each time. */
    static List<Seed> stores() throws IOException {
        Path folder = Files.createTempDirectory("stores");
        try {
            return new ZarrSeeds(folder).all();
        } finally {
            AtomicFolder.delete(folder);
        }
    }

    private List<Seed> all() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        seeds.add(seed(store("gzip", 2).of2()));
        seeds.add(seed(store("shards", 2).inShards(true)));
        seeds.add(seed(store("shards-first", 2).inShards(false)));
        for (Map.Entry<String, String> each : BLOSC.entrySet()) {
            byte[] chunk = Base64.getDecoder().decode(each.getValue());
            seeds.add(array2("blosc-" + each.getKey(), "'compressor':{'id':'blosc'},'filters':null", chunk));
        }
        seeds.add(array2("zstd", "'compressor':{'id':'zstd'},'filters':null", packed(new ZstdCompressor(), values())));
        seeds.add(array2(
                "lz4",
                "'compressor':{'id':'lz4'},'filters':[{'id':'shuffle','elementsize':1}]",
                counted(packed(new Lz4Compressor(), values()))));
        seeds.add(array2("plain-columns", "'compressor':null,'order':'F'", values()));
        seeds.add(
                array3("zstd3", "{'name':'zstd','configuration':{'level':1}}", packed(new ZstdCompressor(), values())));
        seeds.add(array3(
                "blosc3",
                "{'name':'blosc','configuration':{'cname':'zstd'}},{'name':'crc32c'}",
                summed(Base64.getDecoder().decode(BLOSC.get("zstd")))));
        seeds.add(series());
        seeds.add(plate());
        for (ZarrVersion version : ZarrVersion.values()) {
            seeds.add(own(version));
        }
        return seeds;
    }

    private ZarrStore store(String name, int planes) {
        return new ZarrStore(folder.resolve(name), planes, 9, 11);
    }

    private Seed array2(String name, String codecs, byte[] chunk) throws IOException {
        ZarrStore store = store(name, 1);
        store.text(".zgroup", "{'zarr_format':2}");
        store.text(".zattrs", "{'multiscales':[{'version':'0.2','datasets':[{'path':'0'},{'path':'1'}]}]}");
        store.text(
                "0/.zarray",
                "{'zarr_format':2,'shape':[1,1,1,20,30],'chunks':[1,1,1," + ROWS + "," + COLUMNS
                        + "],'dtype':'<u2','fill_value':0," + codecs + "}");
        Files.write(folder.resolve(name).resolve("0/0.0.0.0.0"), chunk);
        return seed(folder.resolve(name));
    }

    private Seed array3(String name, String codecs, byte[] chunk) throws IOException {
        ZarrStore store = store(name, 1);
        store.text(
                "zarr.json",
                "{'zarr_format':3,'node_type':'array','shape':[" + COLUMNS + "," + ROWS
                        + "],'data_type':'uint16','chunk_grid':{'name':'regular','configuration':{'chunk_shape':["
                        + COLUMNS + "," + ROWS + "]}},'chunk_key_encoding':{'name':'default','configuration':"
                        + "{'separator':'/'}},'fill_value':0,'codecs':[{'name':'transpose','configuration':"
                        + "{'order':[1,0]}},{'name':'bytes','configuration':{'endian':'little'}}," + codecs
                        + "],'dimension_names':['y','x'],'attributes':{}}");
        Path file = folder.resolve(name).resolve("c/0/0");
        Files.createDirectories(file.getParent());
        Files.write(file, chunk);
        return seed(folder.resolve(name));
    }

    private Seed series() throws IOException {
        store("series", 1).text(".zgroup", "{'zarr_format':2}");
        store("series", 1).text(".zattrs", "{'bioformats2raw.layout':3}");
        store("series/0", 1).of2();
        store("series/1", 2).of2();
        return seed(folder.resolve("series"));
    }

    private Seed plate() throws IOException {
        store("plate", 1).text(".zgroup", "{'zarr_format':2}");
        store("plate", 1)
                .text(".zattrs", "{'plate':{'columns':[{'name':'1'}],'rows':[{'name':'A'}],'wells':[{'path':'A/1'}]}}");
        store("plate/A/1", 1).text(".zgroup", "{'zarr_format':2}");
        store("plate/A/1", 1).text(".zattrs", "{'well':{'images':[{'path':'0'}]}}");
        store("plate/A/1/0", 1).of2();
        return seed(folder.resolve("plate"));
    }

    private Seed own(ZarrVersion version) throws IOException {
        PackedImage labels = new PackedImage(COLUMNS, ROWS);
        for (int y = 0; y < ROWS; y++) {
            int[] row = new int[COLUMNS];
            Arrays.fill(row, y / 4);
            labels.add(row);
        }
        Path store = Files.createDirectories(folder.resolve("labels-" + version.number()));
        OmeFiles.writeLabels(labels, 16, Optional.of(PixelSize.of(0.5, 0.5, "\u00b5m")), version, store, "a.tif");
        return seed(store);
    }

    private static byte[] values() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * ROWS * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            bytes.putShort((short) (i / 5));
        }
        return bytes.array();
    }

    private static byte[] packed(Compressor compressor, byte[] bytes) {
        byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
        return Arrays.copyOf(packed, compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length));
    }

    /** As numcodecs keeps LZ4. */
    private static byte[] counted(byte[] packed) {
        return ByteBuffer.allocate(4 + packed.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2 * ROWS * COLUMNS)
                .put(packed)
                .array();
    }

    private static byte[] summed(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return ByteBuffer.allocate(bytes.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes)
                .putInt((int) sum.getValue())
                .array();
    }

    private static Seed seed(Path store) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(store)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = store.relativize(file).toString().replace('\\', '/');
                byte[] bytes = Files.readAllBytes(file);
                files.put(name, StoreMutations.isText(name) ? inLines(bytes) : bytes);
            }
        }
        return new Seed(store.getFileName().toString(), ".zip", StoreMutations.packed(files));
    }

    /** For damages to lines. */
    private static byte[] inLines(byte[] json) {
        return new String(json, StandardCharsets.UTF_8)
                .replaceAll("(?<=[,{\\[])(?!\\n)", "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
