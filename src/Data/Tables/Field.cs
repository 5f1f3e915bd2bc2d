namespace Seedbed.Data.Tables;

/// <summary>What stands in one column of one row: a text, a list of texts, a vector of numbers, or nothing.</summary>
public readonly record struct Field
{
    private readonly object? _value;

    private Field(object? value) => _value = value;

    public static Field Missing => default;

    /// <summary>A scalar, numbers in invariant form; null if it is something else.</summary>
    public string? Text => _value as string;

    /// <summary>A list of scalars, each as text; null if it is something else.</summary>
    public IReadOnlyList<string>? Items => _value as IReadOnlyList<string>;

    /// <summary>Numbers, as many in every row; null if it is something else.</summary>
    public float[]? Vector => _value as float[];

    public bool IsMissing => _value is null;

    public static Field Of(string? text) => new(text);

    public static Field Of(IReadOnlyList<string> items) => new(items);

    public static Field Of(float[] vector) => new(vector);
}
