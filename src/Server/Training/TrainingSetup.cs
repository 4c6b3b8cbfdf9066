using TungNgo.Accounts.Frame;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Training.Badges;
using TungNgo.Training.Courses;
using TungNgo.Training.Lessons;
using TungNgo.Training.Lists;

namespace TungNgo.Training;

internal static class TrainingSetup
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton<CourseCatalogue>().AddSingleton<ClassPeople>().AddSingleton<WallCodes>().AddSingleton<BadgeKeys>().AddSingleton<BadgeWriter>()
        .AddScoped<TrainingDesk>().AddSearch<ClassSearch>().AddScoped<ChangeClass>().AddScoped<KeepTraining>().AddScoped<SignCertificates>().AddScoped<SkillMatrix>().AddScoped<OpenBadgeDesk>()
        .AddScoped<Learnt>().AddScoped<TakeCompletions>().AddScoped<TakeAttendance>().AddScoped<ChangeGuests>().AddScoped<ForgetGuests>()
        .AddSingleton<LessonBook>().AddSeed<LessonSeed>().AddHostedService<ForgetGuestsLoop>()
        .AddWork<ClassesWaiting>().AddWork<NeverTaught>()
        .AddMenuItem(new(19, "/training", "nav.training", "school", Permission.ViewTeams));
}
