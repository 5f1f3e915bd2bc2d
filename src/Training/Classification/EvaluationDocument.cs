namespace Seedbed.Training.Classification;

using System.Buffers;
using System.Text.Json;
using Seedbed.Training.Metrics;

/// <summary>
/// The artifact <c>evaluation.json</c>: <c>classes</c> by class index, and for each part per-class scores and the
/// confusion matrix, a row for each true class. Fields and parts have a fixed order, so equal results are equal
/// bytes.
/// </summary>
internal static class EvaluationDocument
{
    public const string Name = "evaluation.json";

    public static ReadOnlyMemory<byte> Write(IReadOnlyList<string> classes, IEnumerable<PartEvaluation> parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("classes");
            foreach (var name in classes) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteStartArray("parts");
            foreach (var part in parts) WritePart(json, part);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WritePart(Utf8JsonWriter json, PartEvaluation part)
    {
        json.WriteStartObject();
        json.WriteString("part", part.Part);
        json.WriteNumber("examples", part.Confusion.Total);
        WriteScores(json, "precision", part, scores => scores.Precision);
        WriteScores(json, "recall", part, scores => scores.Recall);
        WriteScores(json, "f1", part, scores => scores.F1);
        json.WriteStartArray("confusion");
        for (var truth = 0; truth < part.Confusion.Classes; truth++)
        {
            json.WriteStartArray();
            for (var predicted = 0; predicted < part.Confusion.Classes; predicted++)
                json.WriteNumberValue(part.Confusion[truth, predicted]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteScores(
        Utf8JsonWriter json, string name, PartEvaluation part, Func<ClassScores, double> score)
    {
        json.WriteStartArray(name);
        foreach (var scores in part.Scores.PerClass) json.WriteNumberValue(score(scores));
        json.WriteEndArray();
    }
}
