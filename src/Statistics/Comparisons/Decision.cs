namespace Seedbed.Statistics.Comparisons;

/// <summary>What is known of a mean difference δ.</summary>
public enum Decision
{
    /// <summary>Nothing yet.</summary>
    Undecided,

    /// <summary>δ &gt; 0.</summary>
    Greater,

    /// <summary>δ &lt; 0.</summary>
    Less,

    /// <summary>|δ| &lt; margin, and on which side of 0 it lies is not known.</summary>
    Equivalent,
}
