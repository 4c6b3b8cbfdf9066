using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Training;
using TungNgo.Training.Courses;

namespace TungNgo.Tests.Training;

/// <summary>A class of the village that is being held now, to which its member was asked, and the code on its wall.</summary>
internal sealed record Wall(Guid ClassId, string Code)
{
    public static async Task<Wall> ShowAsync(Village village)
    {
        var (server, id) = (village.Server, Guid.CreateVersion7());
        var now = server.Clock.GetUtcNow().UtcDateTime;
        var local = LegalDay.ToLocal(now);
        await server.WriteAsync((db, write) =>
        {
            db.TrainingClasses.Add(new TrainingClass
            {
                Id = id, AreaId = village.CommuneId, Course = CourseCatalogue.Security, Place = "Hội trường", Trainer = "Trần Thị Mai", Day = DateOnly.FromDateTime(local),
                Starts = TimeOnly.FromDateTime(local), Minutes = 60, Seats = 20, State = ClassState.Open, EditedBy = "Cán bộ", EditedAt = write.Now,
            });
            db.ClassSeats.Add(new ClassSeat { ClassId = id, MemberId = village.MemberId, TeamId = village.TeamId, InvitedAt = write.Now });
            write.Changed(ChangeKind.Training, id);
        });
        return new(id, await server.Services.GetRequiredService<WallCodes>().OfAsync(id, now, CancellationToken.None));
    }
}
