namespace Seedbed.Messages.Tests.Serialization;

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using CsCheck;
using Seedbed.Data;

/// <summary>
/// Makes and renders records by their primary constructors, so that no message and no field is forgotten.
/// </summary>
internal static class Shapes
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["abcäß 0\n\"✓"], 0, 12];

    private static readonly Dictionary<Type, Gen<object?>> Leaves = new()
    {
        [typeof(string)] = Text.Select(object? (text) => text),
        [typeof(bool)] = Gen.Bool.Select(object? (flag) => flag),
        [typeof(int)] = Gen.Int.Select(object? (number) => number),
        [typeof(long)] = Gen.Long.Select(object? (number) => number),
        [typeof(double)] = Gen.Double.Select(object? (number) => number),
        [typeof(TimeSpan)] = Gen.Long.Select(object? (ticks) => TimeSpan.FromTicks(ticks)),
        [typeof(DateTimeOffset)] = Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60], Stamped),
        [typeof(ReadOnlyMemory<byte>)] = Gen.Byte.Array[0, 60].Select(
            object? (bytes) => new ReadOnlyMemory<byte>(bytes)),
        [typeof(StudyId)] = Gen.String[Gen.Char["az09"], 1, 63].Select(object? (name) => new StudyId(name)),
        [typeof(NameList)] = Text.Array[1, 3].Select(object? (names) => new NameList(names)),
        [typeof(ContentHash)] = Gen.String[Gen.Char["0123456789abcdef"], 64, 64].Select(
            object? (hex) => new ContentHash(hex)),
    };

    /// <summary>Any value of a type: a leaf, an enumeration, a collection, or a record of such.</summary>
    public static Gen<object?> Any(Type type)
    {
        if (Leaves.TryGetValue(type, out var leaf)) return leaf;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Gen.OneOf(Gen.Const((object?)null), Any(underlying));
        if (type.IsEnum) return Gen.OneOf([.. Enum.GetValues(type).Cast<object?>().Select(Gen.Const)]);
        if (Definition(type) == typeof(IReadOnlyList<>))
            return Any(type.GenericTypeArguments[0]).Array[0, 4].Select(items => List(type, items));
        if (Definition(type) == typeof(IReadOnlyDictionary<,>))
            return Gen.Dictionary(Text, Any(type.GenericTypeArguments[1]))[0, 4]
                .Select(object? (entries) => Table(type.GenericTypeArguments[1], entries));

        return Sequence([.. Members(type).Select(Any)]).Select(values => (object?)Primary(type).Invoke(values));
    }

    /// <summary>All of a value that its constructors took, as text: equal texts, equal values.</summary>
    public static string Render(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        double number => BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IDictionary entries => $"{{{string.Join(", ", entries.Keys.Cast<string>().Order(StringComparer.Ordinal)
            .Select(key => $"[{key}, {Render(entries[key])}]"))}}}",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Render(tuple[i])))})",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Render))}]",
        bool flag => flag ? "true" : "false",
        IFormattable simple when value.GetType().IsPrimitive || value is Enum or TimeSpan =>
            simple.ToString(null, CultureInfo.InvariantCulture),
        StudyId or ContentHash => value.ToString()!,
        _ => $"{value.GetType().Name}({string.Join(", ", Primary(value.GetType()).GetParameters().Select(p => Render(Property(value, p))))})",
    };

    private static object Table(Type of, Dictionary<string, object?> entries)
    {
        var table = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), of))!;
        foreach (var (key, value) in entries) table.Add(key, value);
        return table;
    }

    private static Gen<object?> Any(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable && !parameter.ParameterType.IsValueType
            ? Gen.OneOf(Gen.Const((object?)null), Any(parameter.ParameterType))
            : Any(parameter.ParameterType);

    private static Gen<object?[]> Sequence(IReadOnlyList<Gen<object?>> members) =>
        members.Aggregate(
            Gen.Const(Array.Empty<object?>()),
            (before, next) => Gen.Select(before, next, object?[] (head, last) => [.. head, last]));

    private static ParameterInfo[] Members(Type type) => Primary(type).GetParameters();

    private static ConstructorInfo Primary(Type type) =>
        type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"{type} has no public constructor.");

    private static object? Property(object value, ParameterInfo parameter) =>
        value.GetType().GetProperty(parameter.Name!)!.GetValue(value);

    private static object? Stamped(DateTime time, int offset) =>
        new DateTimeOffset(
            new DateTime(Math.Clamp(time.Ticks, TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)),
            TimeSpan.FromMinutes(offset));

    private static Type? Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : null;

    private static object? List(Type type, object?[] items)
    {
        var list = Array.CreateInstance(type.GenericTypeArguments[0], items.Length);
        for (var i = 0; i < items.Length; i++) list.SetValue(items[i], i);
        return list;
    }
}
