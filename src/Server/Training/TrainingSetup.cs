using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Training.Badges;
using TungNgo.Training.Courses;

namespace TungNgo.Training;

internal static class TrainingSetup
{
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton<CourseCatalogue>().AddSingleton<ClassPeople>().AddSingleton<WallCodes>().AddSingleton<BadgeKeys>().AddSingleton<BadgeWriter>()
        .AddScoped<TrainingDesk>().AddScoped<ChangeClass>().AddScoped<KeepTraining>().AddScoped<SignCertificates>().AddScoped<SkillMatrix>().AddScoped<OpenBadgeDesk>()
        .AddWork<ClassesWaiting>().AddWork<NeverTaught>()
        .AddMenuItem(new(19, "/training", "nav.training", "school", Permission.ViewTeams));
}
