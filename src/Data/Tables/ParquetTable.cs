namespace Seedbed.Data.Tables;

using System.Globalization;
using Parquet;
using Parquet.Schema;

/// <summary>
/// A Parquet file of plain columns: numbers, texts, flags, dates. A row group is read at a time, and of it only the
/// columns that are asked for.
/// </summary>
internal sealed class ParquetTable : Table
{
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;

    private ParquetTable(ParquetReader reader) => (_reader, _fields) = (reader, reader.Schema.DataFields);

    public override IReadOnlyList<string> Columns => [.. _fields.Select(column => column.Path.ToString())];

    public static ParquetTable Open(TableFile file)
    {
        var reader = Readable(() => ParquetReader.CreateAsync(file.Open()));
        if (reader.Schema.DataFields.Length <= DataLimits.Columns) return new(reader);

        Wait(() => reader.DisposeAsync().AsTask());
        throw new InvalidDataException(
            $"It has {reader.Schema.DataFields.Length} columns; {Wording.Number(DataLimits.Columns)} are allowed.");
    }

    public override IEnumerable<Row> Rows(IReadOnlyList<int> columns)
    {
        if (columns.Select(column => _fields[column]).FirstOrDefault(field => field.MaxRepetitionLevel > 0) is { } list)
            throw new InvalidDataException($"Column '{list.Path}' holds lists, which are not read from Parquet.");

        var number = 0L;
        for (var index = 0; index < _reader.RowGroupCount; index++)
        {
            using var group = _reader.OpenRowGroupReader(index);
            if (group.RowGroup.TotalByteSize > DataLimits.RowGroupBytes)
            {
                throw new InvalidDataException(
                    $"Row group {index + 1} has {Wording.Number(group.RowGroup.TotalByteSize)} bytes; "
                    + $"{Wording.Number(DataLimits.RowGroupBytes)} are allowed.");
            }

            Func<int, Field>[] values = [.. columns.Select(column => ColumnOf(group, _fields[column]))];
            for (var row = 0; row < group.RowCount; row++)
                yield return new(RowPlace.Row(++number), [.. values.Select(value => value(row))]);
        }
    }

    public override void Dispose() => Wait(() => _reader.DisposeAsync().AsTask());

    private static Func<int, Field> ColumnOf(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
        {
            var texts = new string?[checked((int)group.RowCount)];
            Read(field, () => group.ReadAsync(field, texts.AsMemory()).AsTask());
            return row => Field.Of(texts[row]);
        }

        return Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.Boolean => Of<bool>(group, field, flag => flag ? "true" : "false"),
            TypeCode.Byte => Of<byte>(group, field, Plain),
            TypeCode.SByte => Of<sbyte>(group, field, Plain),
            TypeCode.Int16 => Of<short>(group, field, Plain),
            TypeCode.UInt16 => Of<ushort>(group, field, Plain),
            TypeCode.Int32 => Of<int>(group, field, Plain),
            TypeCode.UInt32 => Of<uint>(group, field, Plain),
            TypeCode.Int64 => Of<long>(group, field, Plain),
            TypeCode.UInt64 => Of<ulong>(group, field, Plain),
            TypeCode.Single => Of<float>(group, field, Plain),
            TypeCode.Double => Of<double>(group, field, Plain),
            TypeCode.Decimal => Of<decimal>(group, field, Plain),
            TypeCode.DateTime => Of<DateTime>(group, field, time => time.ToString("O", CultureInfo.InvariantCulture)),
            _ when field.ClrType == typeof(DateOnly) =>
                Of<DateOnly>(group, field, date => date.ToString("O", CultureInfo.InvariantCulture)),
            _ => throw new InvalidDataException(
                $"Column '{field.Path}' holds values of type {field.ClrType.Name}, which are not read."),
        };

        static string Plain<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
    }

    private static Func<int, Field> Of<T>(ParquetRowGroupReader group, DataField field, Func<T, string> text)
        where T : struct
    {
        var rows = checked((int)group.RowCount);
        if (field.IsNullable)
        {
            var values = new T?[rows];
            Read(field, () => group.ReadAsync(field, values.AsMemory()).AsTask());
            return row => values[row] is { } value ? Field.Of(text(value)) : Field.Missing;
        }
        else
        {
            var values = new T[rows];
            Read(field, () => group.ReadAsync(field, values.AsMemory()).AsTask());
            return row => Field.Of(text(values[row]));
        }
    }

    private static void Read(DataField field, Func<Task> read)
    {
        try
        {
            Wait(read);
        }
        catch (Exception malformed) when (IsOfFile(malformed))
        {
            throw new InvalidDataException($"Column '{field.Path}' cannot be read: {malformed.Message}", malformed);
        }
    }

    private static ParquetReader Readable(Func<Task<ParquetReader>> open)
    {
        try
        {
            return Task.Run(open).GetAwaiter().GetResult();
        }
        catch (Exception malformed) when (IsOfFile(malformed))
        {
            throw new InvalidDataException($"It is no Parquet file: {malformed.Message}", malformed);
        }
    }

    /// <summary>What Parquet.Net throws for content that is malformed or of a kind it does not read.</summary>
    private static bool IsOfFile(Exception thrown) => thrown
        is ParquetException or InvalidDataException or EndOfStreamException or NotSupportedException
        or NotImplementedException or ArgumentException or InvalidOperationException or OverflowException
        or IndexOutOfRangeException
        || thrown.GetType() == typeof(IOException);

    /// <summary>
    /// Parquet.Net reads asynchronously only; of a file on this machine nothing is waited for but the disk. On the
    /// pool, because a caller's synchronization context would wait for itself.
    /// </summary>
    private static void Wait(Func<Task> reading) => Task.Run(reading).GetAwaiter().GetResult();
}
