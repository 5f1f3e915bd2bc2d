namespace Seedbed.Data;

/// <summary>Roles that columns can have, by the names that study files use.</summary>
public static class Roles
{
    public const string Text = "text";
    public const string Label = "label";

    /// <summary>The role whose values are the domains.</summary>
    public const string Domain = "domain";
}
