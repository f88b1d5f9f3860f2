-- Whether learners of a class are asked a few questions before and after its course. Of several classes
-- of a course, the one that was opened last says so for whoever is on its list.
alter table course_class add column is_measured boolean not null default true;
