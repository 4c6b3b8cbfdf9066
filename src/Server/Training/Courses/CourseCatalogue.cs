using System.Text.Json;

namespace TungNgo.Training.Courses;

/// <summary>The shipped courses.</summary>
internal sealed class CourseCatalogue
{
    /// <summary>The class that every member should have had.</summary>
    public const string Security = "security";

    private static readonly string[] Files = ["security", "basics"];
    private readonly Dictionary<string, Course> byCode;

    public CourseCatalogue()
    {
        InOrder = [.. Files.Select(Read)];
        byCode = InOrder.ToDictionary(c => c.Code);
    }

    public IReadOnlyList<Course> InOrder { get; }

    public Course? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    private static Course Read(string file)
    {
        using var stream = typeof(CourseCatalogue).Assembly.GetManifestResourceStream($"Training/{file}.json")
            ?? throw new InvalidOperationException($"The shipped course {file} is missing.");
        return JsonSerializer.Deserialize<Course>(stream, JsonShape.Stored)!;
    }
}
