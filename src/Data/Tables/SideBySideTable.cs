namespace Seedbed.Data.Tables;

/// <summary>
/// Data files with the same number of rows in a tar file: row n of the table is row n of each of them. Names of columns
/// that several files have begin with the stem of the file's name: <c>train.id</c>.
/// </summary>
internal sealed class SideBySideTable : Table
{
    private readonly List<(string Name, Table Table)> _files = [];
    private readonly List<(int File, int Column, string Name)> _columns = [];

    private SideBySideTable()
    {
    }

    public override IReadOnlyList<string> Columns => [.. _columns.Select(column => column.Name)];

    public static SideBySideTable Open(TableFile tar)
    {
        var table = new SideBySideTable();
        try
        {
            foreach (var file in TarContents.FilesIn(tar)) table._files.Add((file.Name, OpenInside(file)));
            table.NameColumns();
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The rows of those files that have a column which is asked for.</summary>
    public override IEnumerable<Row> Rows(IReadOnlyList<int> columns)
    {
        var asked = columns.Select(column => _columns[column]).ToList();
        var readers = asked.Select(column => column.File).DefaultIfEmpty().Distinct().ToDictionary(
            file => file,
            file => new Reader(_files[file].Name, _files[file].Table.Rows(
                [.. asked.Where(column => column.File == file).Select(column => column.Column)])));
        try
        {
            for (var number = 1L; Next(readers.Values, number - 1); number++)
                yield return RowOf(RowPlace.Row(number), readers, asked.Select(column => column.File));
        }
        finally
        {
            foreach (var reader in readers.Values) reader.Dispose();
        }
    }

    public override void Dispose()
    {
        foreach (var (_, table) in _files) table.Dispose();
    }

    private static Table OpenInside(TableFile file)
    {
        try
        {
            return OpenFile(file);
        }
        catch (InvalidDataException mistake)
        {
            throw new InvalidDataException($"{file.Name}: {mistake.Message}", mistake);
        }
    }

    private void NameColumns()
    {
        var count = _files.Sum(file => file.Table.Columns.Count);
        if (count > DataLimits.Columns)
        {
            throw new InvalidDataException(
                $"It has {count} columns; {Wording.Number(DataLimits.Columns)} are allowed.");
        }

        var owners = _files.SelectMany(file => file.Table.Columns.Distinct()).CountBy(name => name).ToDictionary();
        _columns.AddRange(
            from file in _files.Index()
            from column in file.Item.Table.Columns.Index()
            let isOnly = owners[column.Item] == 1
            let name = isOnly ? column.Item : $"{TableFormat.StemOf(file.Item.Name)}.{column.Item}"
            select (file.Index, column.Index, name));
    }

    /// <summary>Whether there is another row; then all files have it.</summary>
    /// <param name="before">Rows before it.</param>
    private static bool Next(IReadOnlyCollection<Reader> readers, long before)
    {
        Reader[] ended = [.. readers.Where(reader => !reader.Next())];
        if (ended.Length == 0) return true;
        if (ended.Length == readers.Count) return false;

        var longer = readers.First(reader => !ended.Contains(reader));
        var rows = before + 1;
        while (longer.Next()) rows++;
        throw new InvalidDataException(
            $"'{ended[0].Name}' has {Wording.Number(before)} rows, '{longer.Name}' has {Wording.Number(rows)}; "
            + "files side by side have the same number.");
    }

    /// <param name="files">The file of each field; each file has its fields in this order.</param>
    private static Row RowOf(RowPlace place, Dictionary<int, Reader> readers, IEnumerable<int> files)
    {
        var mistakes = readers.Values.Where(reader => reader.Row.Mistake is not null)
            .Select(reader => $"{reader.Name}, {reader.Row.Place}: {reader.Row.Mistake}").ToList();
        if (mistakes.Count > 0) return Row.Mistaken(place, string.Join("; ", mistakes));

        var next = readers.Keys.ToDictionary(file => file, _ => 0);
        return new(place, [.. files.Select(file => readers[file].Row.Fields[next[file]++])]);
    }

    /// <summary>Reads the rows of one file, naming it where it cannot be read.</summary>
    private sealed class Reader(string name, IEnumerable<Row> rows) : IDisposable
    {
        private readonly IEnumerator<Row> _rows = rows.GetEnumerator();

        public string Name => name;

        public Row Row => _rows.Current;

        public bool Next()
        {
            try
            {
                return _rows.MoveNext();
            }
            catch (InvalidDataException mistake)
            {
                throw new InvalidDataException($"{name}: {mistake.Message}", mistake);
            }
        }

        public void Dispose() => _rows.Dispose();
    }
}
