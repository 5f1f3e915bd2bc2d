namespace Seedbed.Architecture.Tests;

using System.Reflection;
using System.Reflection.Metadata;

/// <summary>A type as its metadata describes it.</summary>
/// <param name="Namespace">That of the outermost type it is nested in.</param>
/// <param name="Name">Without type parameters.</param>
internal sealed record WrittenType(string Namespace, string Name, TypeAttributes Attributes)
{
    /// <summary>
    /// Not made by the compiler or a generator: those have names nobody could write, or namespaces that are not ours.
    /// </summary>
    public bool IsWritten =>
        Namespace.StartsWith("Seedbed", StringComparison.Ordinal) && !Name.Contains('<') && !Name.Contains('_');

    public bool IsInterface => Attributes.HasFlag(TypeAttributes.Interface);

    /// <summary>Sealed, static, a value type, or meant to be derived from.</summary>
    public bool IsClosed => IsInterface || (Attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract)) != 0;

    public static WrittenType Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outermost = type;
        while (!outermost.GetDeclaringType().IsNil)
            outermost = metadata.GetTypeDefinition(outermost.GetDeclaringType());
        return new(
            metadata.GetString(outermost.Namespace), metadata.GetString(type.Name).Split('`')[0], type.Attributes);
    }

    public override string ToString() => $"{Namespace}.{Name}";
}
