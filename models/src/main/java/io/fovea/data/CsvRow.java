package io.fovea.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.fovea.FoveaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a CSV file in UTF-8 (RFC 4180).
 *
 * @param line in which it begins, from 1
 * @param cells without space around them
 */
public record CsvRow(int line, List<String> cells) {
    private static final ObjectReader READER =
            new CsvMapper().reader().with(CsvParser.Feature.TRIM_SPACES).with(CsvParser.Feature.SKIP_EMPTY_LINES);

    /** Copies the cells. */
    public CsvRow {
        cells = List.copyOf(cells);
    }

    /**
     * All rows but blank ones; blocks on the disk.
     *
     * @throws FoveaException when it cannot be read
     */
    public static List<CsvRow> read(Path csv) {
        List<CsvRow> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(csv);
                JsonParser parser = READER.createParser(in)) {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                int line = parser.currentLocation().getLineNr();
                List<String> cells = new ArrayList<>();
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    cells.add(parser.getText());
                }
                rows.add(new CsvRow(line, cells));
            }
        } catch (IOException e) {
            throw new FoveaException(
                    "The table '" + csv + "' cannot be read; check that it is a CSV file in UTF-8.", e);
        }
        return rows;
    }
}
