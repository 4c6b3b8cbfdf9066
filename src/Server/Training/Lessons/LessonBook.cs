using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;

namespace TungNgo.Training.Lessons;

/// <summary>What a member can learn alone: the shipped lessons of two minutes, and the guide of each service.</summary>
internal sealed class LessonBook
{
    private static readonly string[] Files = ["scams", "otp", "fake-police", "vneid-elder"];
    private readonly ServiceCatalogue services;

    public LessonBook(ServiceCatalogue services)
    {
        this.services = services;
        var read = Files.Select(Read).ToList();
        InOrder = [.. read.Select(r => r.Lesson)];
        Edition = new Guid(SHA256.HashData(read.SelectMany(r => r.Bytes).ToArray()).AsSpan(0, 16));
    }

    public IReadOnlyList<Lesson> InOrder { get; }

    /// <summary>Another one whenever a shipped lesson says something else.</summary>
    public Guid Edition { get; }

    /// <summary>Services on offer whose guide is a lesson.</summary>
    public IEnumerable<Service> Guides => services.InOrder.Where(s => s.Active);

    public int Count => InOrder.Count + Guides.Count();

    public bool Knows(string code) => InOrder.Any(l => l.Code == code) || services.InOrder.Any(s => s.Code == code);

    private static (Lesson Lesson, byte[] Bytes) Read(string file)
    {
        using var stream = typeof(LessonBook).Assembly.GetManifestResourceStream($"Lessons/{file}.json")
            ?? throw new InvalidOperationException($"The shipped lesson {file} is missing.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return (JsonSerializer.Deserialize<Lesson>(bytes.ToArray().AsSpan(), JsonShape.Stored)!, bytes.ToArray());
    }
}

/// <summary>Tells phones when other lessons are shipped than they have.</summary>
internal sealed class LessonSeed(AppDb db, Writer writer, LessonBook lessons) : ISeed
{
    public async Task PlantAsync(CancellationToken ct)
    {
        var told = await db.Changes.Where(c => c.Kind == ChangeKind.Lesson).OrderByDescending(c => c.Number).Select(c => (Guid?)c.EntityId).FirstOrDefaultAsync(ct);
        if (told == lessons.Edition)
        {
            return;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        write.Changed(ChangeKind.Lesson, lessons.Edition);
        write.Audit("lesson.seed", lessons.Edition, null, null, new { lessons = lessons.InOrder.Count });
        await write.CommitAsync(ct);
    }
}
